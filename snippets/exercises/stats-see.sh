# step: on=client0
curl -sS --max-time 2 -w 'connections: %{num_connects}\n' {host0.ip} 2>&1 |
    grep -oE 'Operation timed out|connections.*'

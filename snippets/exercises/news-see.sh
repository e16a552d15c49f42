# step: on=client0
curl -sv --max-time 2 {host0.ip} 2>&1 | grep -o 'Connection timed out'
curl -sS --max-time 9 'http://[{host0.ip6}]'

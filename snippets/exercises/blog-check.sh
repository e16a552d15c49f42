# step: on=client0
curl -sS --max-time 2 {host0.ip}:8080 | grep -xF 'blog sees {client0.ip}' &&
    curl -sS --max-time 2 'http://[{host0.ip6}]:8080' | grep -xF 'blog sees {client0.ip6}'

# step: on=client0
curl -sS --max-time 2 {host0.ip} | grep -xF 'wiki sees {client0.ip}' &&
    curl -sS --max-time 2 'http://[{host0.ip6}]' | grep -xF 'wiki sees {client0.ip6}'

# step: on=client0
curl -sS --max-time 2 {host0.ip}:8080 | grep -xF 'maps sees {client0.ip}'

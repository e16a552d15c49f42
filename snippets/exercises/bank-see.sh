# step: on=client0
curl -sS --max-time 9 {host0.ip}:8080
curl -sS --max-time 9 {host0.ip} | grep title

# step: on=client0
curl -sS --max-time 2 {host0.ip} | grep title

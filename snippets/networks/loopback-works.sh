# step: on=client0
curl -s {host0.ip}:8080

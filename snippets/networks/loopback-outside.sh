# step: on=client0
curl -sv {host0.ip}:8080 2>&1 | grep -o 'Connection refused'

# step: on=client0
curl -sv --max-time 2 {host0.ip}:8080 2>&1 | grep -o 'Connection refused'

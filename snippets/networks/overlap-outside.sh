# step: on=client0
curl -sv --interface 172.30.0.50 --max-time 2 {host0.ip} 2>&1 | grep -o 'Connection timed out'

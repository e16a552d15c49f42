# step: on=client0
curl -sS --max-time 2 {host0.ip} | grep -xE 'photos by user [1-9][0-9]*'

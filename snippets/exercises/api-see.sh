# step: on=client0
curl -sS --max-time 9 {host0.ip}:8080
curl -sv --max-time 2 'http://[{host0.ip6}]:8080' 2>&1 | grep -o 'Connection refused'

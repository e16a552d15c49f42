# step: on=client0
curl -s {host0.ip}:8080
curl -sv 'http://[{host0.ip6}]:8080' 2>&1 | grep -o 'Connection refused'

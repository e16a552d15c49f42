# step: on=client0
curl -s {host0.ip}:8080
curl -s 'http://[{host0.ip6}]:8080'

# step: on=client0
curl -s {host0.ip}:8080/four >/dev/null
curl -s 'http://[{host0.ip6}]:8080/six' >/dev/null

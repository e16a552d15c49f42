# step: on=client0
curl -s {host0.ip}/four >/dev/null
curl -s 'http://[{host0.ip6}]/six' >/dev/null

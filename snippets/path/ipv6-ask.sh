# step: on=client0
curl -s 'http://[{host0.ip6}]:8080' | grep title

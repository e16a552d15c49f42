# step: on=client0
curl -s 'http://[{host0.ip6}]:8080' | grep title || echo no answer over IPv6
curl -s {host0.ip}:8080 | grep title || echo no answer over IPv4

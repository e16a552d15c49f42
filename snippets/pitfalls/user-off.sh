iptables -D DOCKER-USER -p tcp -m conntrack --ctorigdstport 8080 -j REJECT
ip6tables -D DOCKER-USER -p tcp -m conntrack --ctorigdstport 8080 -j REJECT 2>/dev/null || true

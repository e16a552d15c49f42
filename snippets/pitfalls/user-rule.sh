iptables -I DOCKER-USER -p tcp -m conntrack --ctorigdstport 8080 -j REJECT
ip6tables -I DOCKER-USER -p tcp -m conntrack --ctorigdstport 8080 -j REJECT || echo "no such chain for IPv6"

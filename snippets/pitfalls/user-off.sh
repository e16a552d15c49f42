iptables -D DOCKER-USER -p tcp -m conntrack --ctorigdstport 8080 -j REJECT

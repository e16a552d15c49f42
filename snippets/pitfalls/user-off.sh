# step: fails=1,28.5:0
ip6tables -D DOCKER-USER -p tcp -m conntrack --ctorigdstport 8080 -j REJECT 2>/dev/null
iptables -D DOCKER-USER -p tcp -m conntrack --ctorigdstport 8080 -j REJECT

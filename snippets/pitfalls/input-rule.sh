iptables -I INPUT -p tcp -m multiport --dports 80,8080 -j REJECT
ip6tables -I INPUT -p tcp -m multiport --dports 80,8080 -j REJECT

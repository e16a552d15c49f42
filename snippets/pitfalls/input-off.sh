iptables -D INPUT -p tcp -m multiport --dports 80,8080 -j REJECT
ip6tables -D INPUT -p tcp -m multiport --dports 80,8080 -j REJECT

iptables -I INPUT -p tcp --dport 80 -j REJECT

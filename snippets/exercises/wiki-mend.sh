iptables -S INPUT
iptables -D INPUT -i eth0 -p tcp --dport 80 -j DROP

iptables -I INPUT -s {client0.ip} -p tcp --dport 80 -j ACCEPT
iptables -S INPUT

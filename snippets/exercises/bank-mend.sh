iptables -S INPUT
iptables -I INPUT -i docker0 -p tcp --dport 8080 -j ACCEPT

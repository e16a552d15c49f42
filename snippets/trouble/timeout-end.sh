iptables -D INPUT -s {client0.ip} -p tcp --dport 80 -j ACCEPT
iptables -D INPUT -i eth0 -p tcp --dport 80 -j DROP
docker rm --force web

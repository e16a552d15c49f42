iptables -I INPUT -d 198.51.100.10 -i eth0 -j REJECT

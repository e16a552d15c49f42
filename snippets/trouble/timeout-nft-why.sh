nft list table inet mine
nft delete table inet mine
iptables -A INPUT -i eth0 -p tcp --dport 80 -j DROP

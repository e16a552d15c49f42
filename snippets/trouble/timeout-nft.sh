nft add table inet mine
nft add chain inet mine input '{ type filter hook input priority 0; policy accept; }'
nft add rule inet mine input iifname eth0 tcp dport 80 drop
iptables -D INPUT -i eth0 -p tcp --dport 80 -j DROP
iptables -S INPUT

curl -s {host0.ip} | grep title
iptables -S INPUT
nft list tables | grep firewalld
firewall-cmd --list-ports

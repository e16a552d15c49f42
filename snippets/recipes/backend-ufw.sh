cp -a /etc/ufw .
iptables-save >rules4 && ip6tables-save >rules6
ufw --force enable

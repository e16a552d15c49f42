firewall-cmd --permanent --remove-port=8080/tcp --remove-port=10000-10099/udp
pkill -x firewalld
while pgrep -x firewalld >/dev/null; do sleep 0.1; done
iptables-restore rules4 && ip6tables-restore rules6
ufw --force enable

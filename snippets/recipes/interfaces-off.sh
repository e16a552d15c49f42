docker-compose down --timeout=0 >/dev/null 2>&1
iptables -D INPUT -d 198.51.100.10 -i eth0 -j REJECT
ip link delete eth1
cd .. && rm -r interfaces

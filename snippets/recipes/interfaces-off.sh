# step: output=hidden
docker-compose down --timeout=0
iptables -D INPUT -d 198.51.100.10 -i eth0 -j REJECT
ip link delete eth1
cd .. && rm -r interfaces

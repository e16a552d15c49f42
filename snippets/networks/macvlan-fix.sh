ip link add lan0 link eth0 type macvlan mode bridge
ip link set lan0 up
ip route add {web.ip}/32 dev lan0 src {host0.ip}
until curl -s {web.ip} | grep title; do sleep 0.1; done

# step: on=client0 output=hidden
pkill -f 'TUN:10[.]9'
until ! ip link show tun0 2>/dev/null; do sleep 0.1; done

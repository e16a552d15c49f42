# step: on=client0 output=hidden
pkill -f 'TUN:10[.]9'
until ! ip link show tun0 2>/dev/null; do sleep 0.1; done
(socat UDP4-LISTEN:1194 TUN:10.9.0.1/24,up &)
until ss -uln | grep -q :1194; do sleep 0.1; done

# step: on=client0 output=hidden
pkill -x socat
until ! ip link show tun0 2>/dev/null; do sleep 0.1; done
(socat UDP4-LISTEN:1194 TUN:10.9.0.1/24,up &)
(socat TCP4-LISTEN:8080,fork,reuseaddr SYSTEM:'echo here is client0' &)
until ss -uln | grep -q :1194; do sleep 0.1; done

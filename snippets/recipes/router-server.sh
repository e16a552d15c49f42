# step: on=client0
pkill -x socat
while ip link show tun0 >/dev/null 2>&1; do sleep 0.1; done
(socat UDP4-LISTEN:1194 TUN:10.9.0.1/24,up 2>/dev/null &)
(socat TCP4-LISTEN:8080,fork,reuseaddr SYSTEM:'echo here is client0' 2>/dev/null &)
until ss -uln | grep :1194 >/dev/null; do sleep 0.1; done

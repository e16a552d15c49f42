# step: on=client0
(socat UDP4:{host0.ip}:1194 TUN:10.9.0.2/24,up 2>/dev/null &)
until ping -c 1 -W 1 10.9.0.1 2>/dev/null | grep ttl; do sleep 0.1; done

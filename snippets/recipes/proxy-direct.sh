# step: on=client0
ip route add 172.18.0.0/16 via {host0.ip}
curl -s --max-time 5 172.18.0.2 | grep title || echo 'not reached'
ip route del 172.18.0.0/16

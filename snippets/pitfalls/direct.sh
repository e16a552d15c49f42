# step: on=client0
ip route add 172.17.0.0/16 via {host0.ip}
curl -s -o /dev/null --max-time 5 172.17.0.3 && echo reached || echo not reached
ip route del 172.17.0.0/16

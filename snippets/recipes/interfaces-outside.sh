# step: on=client0
socat -u TCP4:{host0.ip}:8080 -
ip route add 198.51.100.0/24 via {host0.ip}
socat -u TCP4:198.51.100.10:8080 -

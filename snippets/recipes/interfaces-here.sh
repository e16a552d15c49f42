ip -brief -4 address show eth0 && ip -brief -4 address show eth1
socat -u TCP4:{host0.ip}:8080 - && socat -u TCP4:198.51.100.10:8080 -
socat -u TCP4:127.0.0.1:8080 - 2>&1 | grep -o 'Connection refused' | head -n 1

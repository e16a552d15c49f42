# step: on=client0
socat -u TCP4:198.51.100.10:8080 - 2>&1 | grep -o 'Connection refused' | head -n 1

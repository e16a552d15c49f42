# step: on=client0
echo hello | socat -t 2 - UDP4:{host0.ip}:9999

# step: on=client0
echo hello | socat -u - UDP4-SENDTO:{host0.ip}:8125,bind=:40000

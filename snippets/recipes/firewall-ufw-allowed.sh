# step: on=client0
until echo hello | socat -T 1 - UDP4:{host0.ip}:10042 2>/dev/null | grep hello; do sleep 0.1; done

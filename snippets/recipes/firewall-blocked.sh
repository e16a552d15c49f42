# step: on=client0
echo hello | socat -T 1 - UDP4:{host0.ip}:10042 2>&1 | grep -o 'No route to host'

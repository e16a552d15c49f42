# step: on=client0
echo hello | socat -T 1 -,ignoreeof UDP4:{host0.ip}:9999

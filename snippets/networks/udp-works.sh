# step: on=client0
until echo hello | nc -u -w 1 {host0.ip} 9999 | grep hello; do sleep 0.1; done

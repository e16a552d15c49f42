# step: on=client0
until echo hello | nc -u -w 1 {host0.ip} 53 | grep hello; do sleep 0.1; done

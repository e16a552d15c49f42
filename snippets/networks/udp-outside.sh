# step: on=client0
echo hello | nc -u -w 1 {host0.ip} 9999 | grep hello || echo no answer

# step: on=client0
until nc -dw 2 {host0.ip} 8080 | grep database; do sleep 0.1; done
nc -zv {host0.ip} 5432 || echo "nc exits with $?"

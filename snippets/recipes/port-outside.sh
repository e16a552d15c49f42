# step: on=client0
until curl -s {host0.ip}:8080 | grep title; do sleep 0.1; done
until curl -s {host0.ip}:8081/hostname; do sleep 0.1; done

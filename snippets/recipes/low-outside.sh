# step: on=client0
until curl -s {host0.ip}/hostname; do sleep 0.1; done

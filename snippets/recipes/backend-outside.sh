# step: on=client0
until curl -s {host0.ip}/hostname | grep -x host0; do sleep 0.1; done

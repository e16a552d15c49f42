# step: on=client0
until curl --silent --max-time 1 10.9.0.2:8080/hostname; do sleep 0.1; done

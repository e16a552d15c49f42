# step: on=client0
until curl -s {host0.ip}/hostname | grep -x host0; do sleep 0.1; done
curl -s --max-time 1 {host0.ip}:8080/hostname || echo '8080: not reached'

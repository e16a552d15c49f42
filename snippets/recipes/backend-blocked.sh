# step: on=client0
curl -s --max-time 2 {host0.ip}/hostname || echo 'no answer'

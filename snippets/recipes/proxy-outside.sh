# step: on=client0
until curl -s {host0.ip} | grep '<title>Welcome'; do sleep 0.1; done
curl -s {host0.ip}:8080 || echo '8080: not reached'

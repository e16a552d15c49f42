curl -s tuner:8080
docker exec radio grep tuner /etc/hosts
docker restart radio
until curl -s {host0.ip} | grep hello; do sleep 0.1; done

ip route add 172.30.0.0/16 via {client0.ip}
docker run --name=web --network=host -d nginx
until curl -s localhost >/dev/null; do sleep 0.1; done

docker network rm app
docker rm --force web
ip route del 172.30.0.0/16
ip route add 172.18.0.0/16 via {client0.ip}
docker network create app >/dev/null
docker network inspect --format '{{(index .IPAM.Config 0).Subnet}}' app
docker network rm app
ip route del 172.18.0.0/16

docker swarm init --advertise-addr {host0.ip} | grep -o 'Swarm initialized'
docker network create --driver=overlay --attachable span >/dev/null
until docker network inspect --format '{{(index .IPAM.Config 0).Subnet}}' span 2>/dev/null | grep /; do sleep 0.1; done
docker run -d --name=web --network=span busybox sh -c "$site"
docker exec web ls /sys/class/net
docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}}' | sort

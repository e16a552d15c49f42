docker network create --ipv6 --subnet={web.network6} six
docker run --name=web --network=six -d nginx
docker run --rm --network=container:web busybox ping -6 -c 1 -W 5 {client0.ip6} | grep received

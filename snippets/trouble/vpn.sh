ip route get 198.51.100.1 | grep -o 'via [^ ]*'
docker run --rm --network=host --cap-add=NET_ADMIN busybox ip route add 128.0.0.0/1 via {client0.ip}
ip route get 198.51.100.1 | grep -o 'via [^ ]*'
ip route | grep -v docker0

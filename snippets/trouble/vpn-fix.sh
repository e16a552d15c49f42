ip route del 128.0.0.0/1
docker run --name=vpn --cap-add=NET_ADMIN -d busybox sh -c 'ip route add 128.0.0.0/1 via 172.17.0.1; exec sleep 600'
until docker exec vpn ip route | grep -q 128.0.0.0/1; do sleep 0.1; done
docker run --rm --network=container:vpn busybox ip route
ip route get 198.51.100.1 | grep -o 'via [^ ]*'

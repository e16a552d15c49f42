docker rm --force app
docker run --name=app --network=container:vpn -d busybox sleep infinity
docker exec app ip -4 -o address | awk '{print $2, $4}'
docker rm --force app vpn

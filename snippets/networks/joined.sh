docker run --name=vpn -d busybox sleep infinity
docker run --name=app --network=container:vpn -d busybox sleep infinity
docker exec app ip -4 -o address | awk '{print $2, $4}'
docker restart -t 0 vpn
docker exec app ip -4 -o address | awk '{print $2, $4}'

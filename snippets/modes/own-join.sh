docker run -d --name=guest busybox sleep 600
docker exec guest ping -c 1 -W 1 -q 172.18.0.2 | grep packets
docker network connect app guest
docker exec guest wget -qO- web
docker network disconnect app guest
docker exec guest ip -4 -o address | awk '{print $2, $4}'

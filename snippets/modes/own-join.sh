docker run -d --name=guest busybox sleep 600
docker exec guest wget -T 1 -qO- 172.18.0.2 || echo "from bridge: no answer"
docker network connect app guest
echo "after connect: $(docker exec guest wget -qO- web)"
docker network disconnect app guest
docker exec guest ip -4 -o address | awk '{print $2, $4}'

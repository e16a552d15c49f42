docker run --name=donor -d busybox sleep 600
docker exec donor hostname -i
docker run --rm --net=container:donor busybox hostname -i
docker rm --force donor

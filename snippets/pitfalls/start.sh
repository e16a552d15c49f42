docker run --name=web --net=host -d nginx
docker run --name=other -d busybox sleep 600

docker run --name=donor -d busybox sleep 600
docker exec donor sh -c 'hostname -i; readlink /proc/self/ns/net'
docker run --rm --net=container:donor busybox sh -c 'hostname -i; readlink /proc/self/ns/net'
docker rm --force donor

docker run --name=donor -d busybox sleep 600
docker exec donor hostname -i
docker run --rm --net=container:donor busybox hostname -i
diff <(docker exec donor readlink /proc/self/ns/net) \
     <(docker run --rm --net=container:donor busybox readlink /proc/self/ns/net) && echo same namespace
docker rm --force donor

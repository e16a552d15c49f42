readlink /proc/self/ns/net
docker exec nginx readlink /proc/self/ns/net
docker run --rm busybox readlink /proc/self/ns/net

docker run -d --name=joined --network=container:web busybox sleep 600
docker ps --all --filter network=host --format '{{.Names}}'
readlink /proc/self/ns/net
docker exec joined readlink /proc/self/ns/net
docker rm --force joined

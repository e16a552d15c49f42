# step: fails=28.5:1
docker run --rm --network=$(docker network inspect --format '{{.ID}}' host) busybox ls /sys/class/net
echo "exit status: $?"

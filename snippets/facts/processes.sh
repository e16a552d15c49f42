pgrep -l dockerd
docker run --rm --network=host busybox ps

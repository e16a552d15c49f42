pgrep -l dockerd
docker run --rm --net=host busybox ps

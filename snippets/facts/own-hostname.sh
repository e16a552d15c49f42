docker run --rm --net=host --hostname=other busybox hostname
hostname

docker run --rm --network=host --hostname=other busybox hostname
hostname

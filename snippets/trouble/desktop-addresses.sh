docker run --rm --network=host busybox ip -4 -o address | awk '{print $2, $4}'

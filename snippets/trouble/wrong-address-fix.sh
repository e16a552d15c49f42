docker run --rm --network=host busybox ip -4 -o address show eth0 | awk '{print $4}'

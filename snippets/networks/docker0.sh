ip link set docker0 down && ip link set docker0 name gone0
docker run --rm --name=web busybox true 2>&1 | grep '^docker:'
docker run --rm --network=host busybox echo host mode starts
ip link set gone0 name docker0 && ip link set docker0 up
docker run --rm busybox echo bridge starts

sysctl -w net.ipv4.ip_forward=0
docker run --rm busybox echo started on bridge

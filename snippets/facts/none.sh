docker run --rm --net=none busybox ls /sys/class/net

docker run --rm --net=bridge --net=host busybox ls /sys/class/net
echo "exit status: $?"

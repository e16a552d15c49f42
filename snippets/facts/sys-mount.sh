unshare --net ls /sys/class/net
unshare --net sed 1,2d /proc/net/dev

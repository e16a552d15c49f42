for mode in bridge none host; do
    echo "$mode:" $(docker run --rm --net=$mode busybox ls /sys/class/net)
done

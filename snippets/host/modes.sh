for mode in bridge none host; do
    echo "$mode:" $(docker run --rm --network=$mode busybox ls /sys/class/net)
done

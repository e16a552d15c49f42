for mode in bridge host; do
    echo "$mode:" $(docker --context=resolved run --rm --network=$mode busybox grep ^nameserver /etc/resolv.conf)
done

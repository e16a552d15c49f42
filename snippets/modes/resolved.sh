for mode in bridge host; do
    echo "$mode:" $(docker --host=unix://$d/sock run --rm --network=$mode busybox grep ^nameserver /etc/resolv.conf)
done

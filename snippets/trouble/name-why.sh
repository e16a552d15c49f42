for net in host app; do
    echo "$net:" $(docker run --rm --network=$net busybox grep nameserver /etc/resolv.conf)
done

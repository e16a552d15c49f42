# step: limit=120
docker --context=resolved run --rm --network=host busybox grep ^nameserver /etc/resolv.conf
docker --context=resolved run --rm --network=bridge busybox grep ^nameserver /etc/resolv.conf

docker run --rm --network=host --dns=192.0.2.53 busybox grep ^nameserver /etc/resolv.conf

docker run --rm --network=host busybox grep internal /etc/hosts || echo "no such name"
docker run --rm --network=host --add-host=host.docker.internal:host-gateway busybox \
    grep internal /etc/hosts
ip -4 -brief address show docker0

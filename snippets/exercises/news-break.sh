docker run --name=news --network=host -d busybox \
    sh -c 'cd /tmp; echo hello from news >index.html; exec httpd -f -p 80'
until curl -s 127.0.0.1; do sleep 0.1; done
docker run --rm --network=host --cap-add=NET_ADMIN busybox ip route add {client0.ip}/32 dev docker0

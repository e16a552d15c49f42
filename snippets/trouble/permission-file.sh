docker rm --force web
mkdir /tmp/bind && docker cp --follow-link $(docker create --name=from busybox):/bin/httpd /tmp/bind/httpd 2>/dev/null
setcap cap_net_bind_service=ep /tmp/bind/httpd
docker run --name=web --network=host --user=1000 --cap-drop=ALL --cap-add=NET_BIND_SERVICE -d \
    --volume=/tmp/bind:/bind busybox sh -c 'cd /tmp; echo hello from web >index.html; exec /bind/httpd -f -p 80'
until curl -s localhost; do sleep 0.1; done
docker exec web id -u

docker create --name=copy busybox >/dev/null
docker cp copy:/bin/busybox /tmp/httpd 2>/dev/null
docker rm copy >/dev/null
setcap cap_net_bind_service=ep /tmp/httpd
docker run --rm --network=host --user=65534 --cap-drop=ALL --cap-add=NET_BIND_SERVICE \
    -v /tmp/httpd:/httpd:ro busybox /httpd -p 443 && echo bound
rm /tmp/httpd

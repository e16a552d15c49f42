# step: exit=1
docker-compose down --timeout=0 >/dev/null 2>&1
docker run --rm --user=65534 busybox sh -c 'httpd -p 80 && echo bound'
docker run --rm --user=65534 --network=host --cap-add=NET_BIND_SERVICE busybox sh -c 'httpd -p 80 && echo bound'

# step: exit=2
docker run --rm --network=host busybox ps
docker exec nginx ls /usr/share/nginx/html
ls /usr/share/nginx/html

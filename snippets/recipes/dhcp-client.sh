# step: output=hidden
docker cp "$(docker-compose ps -q dhcp)":/bin/busybox /usr/local/bin/busybox

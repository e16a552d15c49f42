docker exec web grep client0 /etc/hosts
docker run --rm --net=host --add-host=printer:198.51.100.7 busybox \
    grep -E 'client0|printer' /etc/hosts

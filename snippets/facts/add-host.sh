# step: fails=1
docker exec web grep client0 /etc/hosts
docker run --rm --network=host --add-host=printer:198.51.100.7 busybox \
    grep -E 'client0|printer' /etc/hosts
docker run --rm --network=host busybox hostname -i
docker run --rm --network=host --add-host=printer:198.51.100.7 busybox hostname -i
echo "exit status: $?"

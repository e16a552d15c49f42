# step: fails=1 limit=120
docker --context=remapped run --rm --network=none busybox cat /proc/self/uid_map
docker --context=remapped run --rm --network=host busybox true
docker --context=remapped run --rm --network=host --userns=host busybox cat /proc/self/uid_map

docker run --name=web --network=host -d nginx
until curl -s localhost >/dev/null; do sleep 0.1; done
docker run --rm --network=host busybox sh -c 'cd /sys/class/net
    for name in *; do [ $name = lo ] || break; done
    echo $name $(ip -4 -o address show $name | cut -d " " -f 7)'

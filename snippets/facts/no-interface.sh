before=$(ls /sys/class/net)
docker run -d --name=hosted --network=host busybox sleep 600
ls /sys/class/net | grep -vxF "$before" || echo "no interface added"
docker run -d --name=bridged busybox sleep 600
ls /sys/class/net | grep -vxF "$before"
docker rm --force hosted bridged

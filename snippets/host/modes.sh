docker run --detach --name=donor busybox sleep 600
for mode in bridge none host container:donor; do
    echo "$mode: $(docker run --rm --net=$mode busybox ls -x /sys/class/net)"
done
docker rm --force donor

# step: exit=1
docker run --rm --network=host --cap-drop=NET_RAW $tools busybox tcpdump -Z root -i lo

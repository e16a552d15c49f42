ip link add later0 type bridge
docker exec web ls /sys/class/net
ip link del later0

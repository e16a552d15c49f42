# step: fails=1
docker run --rm --network=host busybox ip address add 198.51.100.1/32 dev lo
docker run --rm --network=host --cap-add=NET_ADMIN busybox ip address add 198.51.100.1/32 dev lo
ip -4 -brief address show dev lo
ip address del 198.51.100.1/32 dev lo

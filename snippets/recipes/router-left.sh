docker run --rm --network=host --cap-drop=ALL --cap-add=NET_ADMIN busybox ip route add 198.51.100.0/24 via {client0.ip}
ip route show 198.51.100.0/24

ip -6 route show default | grep . || echo no default route for IPv6
docker run --rm --network=host busybox ping -c 1 2001:db8:f::1 2>&1 | grep -o 'Network.*'

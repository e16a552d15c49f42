ip6=$(docker inspect --format '{{.NetworkSettings.Networks.six.GlobalIPv6Address}}' web)
sysctl -w net.ipv6.conf.eth0.proxy_ndp=1
ip -6 neigh add proxy $ip6 dev eth0
docker run --rm --network=container:web busybox ping -6 -c 1 -W 5 {client0.ip6} | grep received

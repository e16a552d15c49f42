ip -6 neigh del proxy $ip6 dev eth0
docker rm --force web
docker network rm six
sysctl net.ipv6.conf.all.forwarding
ip6tables -S FORWARD | grep -e -P
sysctl -qw net.ipv6.conf.eth0.proxy_ndp=0 net.ipv6.conf.all.forwarding=0
ip6tables -P FORWARD ACCEPT

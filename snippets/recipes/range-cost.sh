pgrep docker-proxy | wc -l
iptables -t nat -S DOCKER | grep DNAT | wc -l

iptables -t nat -S | grep DNAT || echo "no DNAT rule"
pgrep -a docker-proxy || echo "no docker-proxy"

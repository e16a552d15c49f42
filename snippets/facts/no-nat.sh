iptables -t nat -S | grep DNAT
pgrep -a docker-proxy | grep -o 'host-port [0-9]*'

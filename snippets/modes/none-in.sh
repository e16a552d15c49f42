iptables -t nat -S | grep DNAT || echo no DNAT rule

iptables -t nat -S | grep DNAT || echo no DNAT rule
until docker logs web 2>&1 | grep -q {client0.ip}; do sleep 0.1; done
docker logs web 2>&1 | sed 's/\].*//; s/.*://'

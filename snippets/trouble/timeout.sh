iptables -A INPUT -i eth0 -p tcp --dport 80 -j DROP
docker run --name=web --network=host -d nginx
until curl -s localhost >/dev/null; do sleep 0.1; done

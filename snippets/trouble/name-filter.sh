iptables -I DOCKER-USER -i eth0 -d 172.18.0.0/16 -m conntrack --ctstate NEW -j DROP
docker run --rm --network=host busybox wget -q -O- http://127.0.0.1:8080 | grep title

docker rm --force db web
docker network rm app
iptables -D DOCKER-USER -i eth0 -d 172.18.0.0/16 -m conntrack --ctstate NEW -j DROP

docker run --rm --net=app busybox wget -qO- web
iptables -t nat -S POSTROUTING | grep 172.18.0.0
docker rm --force web
docker network rm app

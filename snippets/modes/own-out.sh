iptables -t nat -S POSTROUTING | grep 172.18.0.0
docker rm --force guest web
docker network rm app

# step: limit=120
docker-compose down --timeout=0 >/dev/null 2>&1
docker run --name=media -p 10030-10049:10030-10049/udp -d alpine/socat UDP4-LISTEN:10042,fork PIPE
pgrep docker-proxy | wc -l
iptables -t nat -S DOCKER | grep DNAT | wc -l

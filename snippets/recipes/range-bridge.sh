# step: limit=120
docker-compose down --timeout=0 >/dev/null 2>&1
docker run --name=media -p 10000-10099:10000-10099/udp -d alpine/socat UDP4-RECVFROM:10042,fork SYSTEM:cat >/dev/null
pgrep -c docker-proxy
iptables -t nat -S DOCKER | grep -c DNAT

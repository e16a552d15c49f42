dnsmasq --conf-file=/dev/null --no-resolv --no-hosts --bind-interfaces --listen-address=127.0.0.53 --pid-file=/tmp/resolver
docker run --name=web --network=host -d alpine/socat UDP4-RECVFROM:53,fork SYSTEM:cat
docker wait web
docker logs web 2>&1 | grep -o 'Address.*'

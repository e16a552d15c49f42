iptables-save -t nat >/tmp/rules
iptables -t nat -F && iptables -t nat -X
docker run --name=web -p 8080:80 -d nginx 2>&1 | grep -o 'iptables: No chain.*'
docker rm --force web
docker run --rm --network=host busybox echo host mode starts
iptables-restore --table=nat </tmp/rules
docker run --name=web -p 8080:80 -d nginx
until curl -s localhost:8080 >/dev/null; do sleep 0.1; done
docker rm --force web
rm /tmp/rules

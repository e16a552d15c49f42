# step: limit=120
readlink /proc/self/ns/net
docker --context=rootless run --name=web --network=host -d busybox httpd -f -p 8000 -h /etc
docker --context=rootless exec web readlink /proc/self/ns/net
docker --context=rootless exec web ls /sys/class/net
until docker --context=rootless exec web wget -q -O - 127.0.0.1:8000/hostname 2>/dev/null; do sleep 0.1; done
curl -s 127.0.0.1:8000/hostname || echo not reached from host0
docker --context=rootless rm --force web

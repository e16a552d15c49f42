# step: fails=1
cp /etc/hosts /tmp/hosts
sed '/localhost/d' /tmp/hosts >/etc/hosts
docker run --rm --network=host busybox wget -q -O- http://localhost:8080
cat /tmp/hosts >/etc/hosts && rm /tmp/hosts
docker rm --force web

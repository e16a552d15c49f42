docker run --rm --network=lan busybox wget -qO- web
curl -s --connect-timeout 1 {web.ip} || echo no answer
docker rm --force web
docker network rm lan

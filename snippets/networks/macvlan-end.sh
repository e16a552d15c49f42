docker rm --force web
docker network rm lan
ip link del lan0

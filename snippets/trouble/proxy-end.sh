docker rm --force proxy app
docker network rm back
rm /tmp/proxy.conf

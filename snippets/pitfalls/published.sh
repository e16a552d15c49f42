docker run --name=published -p 8080:80 -d nginx
docker inspect --format '{{.NetworkSettings.Networks.bridge.IPAddress}}' published
until docker exec published grep -q :0050 /proc/net/tcp; do sleep 0.1; done

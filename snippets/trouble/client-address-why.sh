docker inspect --format '{{.HostConfig.NetworkMode}}' web
until docker logs web 2>/dev/null | grep -q /six; do sleep 0.1; done
docker logs web 2>/dev/null | awk '/four|six/ {print $7, $1}'

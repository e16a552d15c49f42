docker inspect --format '{{.HostConfig.NetworkMode}}' web
docker port web
ss -Hltnp | grep nginx | awk '{print $4}'

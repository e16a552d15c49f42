diff /etc/hosts <(docker exec nginx cat /etc/hosts) && echo identical
docker inspect --format '{{.HostsPath}}' nginx

docker inspect --format '{{.HostConfig.NetworkMode}}' blog
ss -Hltnp | grep nginx | awk '{print $4}'
sed -i 's/80;/8080;/g' /srv/blog.conf
docker restart blog
until curl -s {host0.ip}:8080; do sleep 0.1; done

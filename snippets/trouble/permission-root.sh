docker rm --force web
docker run --name=web --network=host --cap-drop=ALL --cap-add=NET_BIND_SERVICE -d busybox \
    sh -c 'cd /tmp; echo hello from web >index.html; exec httpd -f -p 80'
until curl -s localhost; do sleep 0.1; done
docker exec web grep CapEff /proc/1/status

docker run --name=web --network=host --user=1000 -d busybox \
    sh -c 'cd /tmp; echo hello from web >index.html; exec httpd -f -p 80'
docker wait web
docker logs web

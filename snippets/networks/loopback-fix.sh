docker rm --force web
docker run --name=web -p 8080:8080 -d busybox sh -c 'cd /tmp; echo hello >index.html; exec httpd -f -p 8080'
until curl -s localhost:8080; do sleep 0.1; done

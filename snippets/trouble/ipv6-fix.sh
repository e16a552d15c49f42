docker rm --force web
docker run --name=web --network=host -d busybox \
    sh -c 'cd /tmp; echo hello from web >index.html; exec httpd -f -p "[::]:8080"'
until curl -s localhost:8080 >/dev/null; do sleep 0.1; done
ss -Hltn 'sport = :8080' | awk '{print $4}'

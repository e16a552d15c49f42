docker rm --force web
docker run --name=web --network=host --health-interval=1s --health-cmd='wget -q -O- http://127.0.0.1:8080 | grep hello' \
    -d busybox sh -c 'cd /tmp; echo hello from web >index.html; exec httpd -f -p 8080'
until docker inspect --format '{{.State.Health.Status}}' web | grep -w healthy; do sleep 0.1; done
ss -Hltnp 'sport = :8080' | grep -o '"[^"]*"' | sort -u

docker run --name=other --network=host -d nginx
until curl -s localhost >/dev/null; do sleep 0.1; done
docker run --name=web --network=host --health-interval=1s --health-cmd='wget -q -O- http://127.0.0.1' -d busybox \
    sh -c 'cd /tmp; echo hello from web >index.html; httpd -f -p 80; exec sleep 600'
until docker inspect --format '{{.State.Health.Status}}' web | grep -w healthy; do sleep 0.1; done

docker run --name=stats --network=host -d busybox \
    sh -c 'cd /tmp; echo hello from stats >index.html; exec httpd -f -p 80'
until curl -s 127.0.0.1; do sleep 0.1; done
docker pause stats

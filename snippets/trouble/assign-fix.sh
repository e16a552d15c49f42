docker rm --force web
ip address del 198.51.100.9/32 dev eth0
docker run --name=web --network=host -d busybox \
    sh -c 'cd /tmp; echo hello from web >index.html; exec httpd -f -p {host0.ip}:8080'
until curl -s {host0.ip}:8080 >/dev/null; do sleep 0.1; done

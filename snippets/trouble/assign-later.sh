docker run --name=web --network=host --restart=on-failure -d busybox \
    sh -c 'cd /tmp; echo hello from web >index.html; exec httpd -f -p 198.51.100.9:8080'
until docker logs web 2>&1 | grep -m 1 -o 'Cannot assign.*'; do sleep 0.1; done
ip address add 198.51.100.9/32 dev eth0
until curl -s 198.51.100.9:8080; do sleep 0.1; done

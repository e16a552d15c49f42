docker run --name=mail1 --network=host --restart=always -d busybox \
    sh -c 'cd /tmp; echo hello from mail 1 >index.html; exec httpd -f -p 80'
until curl -s 127.0.0.1; do sleep 0.1; done
docker run --name=mail2 --network=host -d busybox \
    sh -c 'cd /tmp; echo hello from mail 2 >index.html; exec httpd -f -p 80'
docker wait mail2

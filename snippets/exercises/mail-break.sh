docker run --name=mail1 --network=host --restart=always -d busybox \
    sh -c 'cd /tmp; echo hello from mail 1 >index.html; exec httpd -f -p 80'
until curl -s 127.0.0.1; do sleep 0.1; done
# Not exec: what a container prints that ends at once, Docker loses now and then.
docker run --name=mail2 --network=host -d busybox \
    sh -c 'cd /tmp; echo hello from mail 2 >index.html; httpd -f -p 80 || { sleep 1; exit 1; }'
docker wait mail2

docker run --name=web --network=host -d busybox \
    sh -c 'cd /tmp; echo hello from web >index.html; exec httpd -f -p 127.0.0.1:8080'
until curl -s 127.0.0.1:8080; do sleep 0.1; done

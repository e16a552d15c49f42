docker run -d --name=local --network=host -w /tmp busybox \
    sh -c 'echo hello >index.html; exec httpd -f -p 127.0.0.1:8001'
until curl -s 127.0.0.1:8001; do sleep 0.1; done

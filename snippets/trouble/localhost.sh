# step: fails=1
docker run --name=web --network=host -d busybox \
    sh -c 'cd /tmp; echo hello from web >index.html; exec httpd -f -p 0.0.0.0:8080'
until curl -s 127.0.0.1:8080 >/dev/null; do sleep 0.1; done
docker exec web grep localhost /etc/hosts
docker exec web wget -q -O- 'http://[::1]:8080'
docker exec web wget -q -O- http://127.0.0.1:8080

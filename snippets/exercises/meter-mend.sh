docker inspect --format '{{.HostConfig.NetworkMode}}' meter
docker rm --force meter
docker run --name=meter --network=host -d busybox \
    sh -c 'cd /tmp; ls /sys/class/net >index.html; exec httpd -f -p 9100'
until curl -s 127.0.0.1:9100; do sleep 0.1; done

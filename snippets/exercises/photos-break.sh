docker run --name=photos --network=host --user=1000 -d busybox \
    sh -c 'cd /tmp; echo photos by user $(id -u) >index.html; exec httpd -f -p 80'
docker wait photos

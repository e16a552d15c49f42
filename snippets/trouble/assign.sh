# step: fails=1
docker run --rm --network=host busybox httpd -f -p 198.51.100.9:8080
docker run --name=web -p 198.51.100.9:8080:80 -d nginx 2>&1 | grep -o 'cannot assign requested address'
docker rm web

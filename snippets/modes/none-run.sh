docker run -d --name=web --net=none -p 8080:80 -w /www busybox sh -c "$site"

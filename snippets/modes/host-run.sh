docker run -d --name=web --net=host -p 8080:80 -w /www busybox sh -c "$site"

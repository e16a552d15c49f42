docker run -d --name=web --net=bridge -p 8080:80 -w /www busybox sh -c "$site"

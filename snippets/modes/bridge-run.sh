docker run -d --name=web --net=bridge -p 8080:80 busybox sh -c "$site"

docker run -d --name=web --net=none -p 8080:80 busybox sh -c "$site"

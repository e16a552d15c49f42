docker run -d --name=web --net=host -p 8080:80 busybox sh -c "$site"

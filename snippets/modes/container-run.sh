docker run -d --name=web --net=container:donor busybox sh -c "$site"

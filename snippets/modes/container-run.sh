docker run -d --name=web --net=container:donor -w /www busybox sh -c "$site"

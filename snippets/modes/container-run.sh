docker run -d --name=web --network=container:donor busybox sh -c "$site"

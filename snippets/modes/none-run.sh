docker run -d --name=web --network=none -p 8080:80 busybox sh -c "$site"

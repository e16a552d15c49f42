docker run -d --name=web --network=host -p 8080:80 busybox sh -c "$site"

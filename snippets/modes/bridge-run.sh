docker run -d --name=web --network=bridge -p 8080:80 busybox sh -c "$site"

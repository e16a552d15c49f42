# step: exit=125
docker run -d --name=donor -p 8080:80 busybox sleep 600
docker run -d --name=web --network=container:donor -p 8080:80 busybox sh -c "$site"

docker network create app
docker run -d --name=web --network=app -p 8080:80 busybox sh -c "$site"

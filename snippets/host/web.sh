docker run --name=web -p 8080:80 -d nginx
docker inspect --format '{{.NetworkSettings.Networks.bridge.IPAddress}}' web

docker network create app
docker run -d --name=web --net=app -w /www busybox sh -c "$site"

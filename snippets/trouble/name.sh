# step: fails=1
docker network create app
docker run --name=db --net=app -d nginx
docker run --rm --net=host busybox wget -q -O- http://db
echo "exit status: $?"

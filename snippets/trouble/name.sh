# step: fails=1
docker network create app
docker run --name=db --network=app -d nginx
docker run --rm --network=host busybox wget -q -O- http://db
echo "exit status: $?"

# step: fails=1
docker network create lan
docker run -d --name=db --network=lan busybox sleep 600
docker run --rm --network=lan busybox ping -c 1 db | sed -n 1p
docker exec web curl -sS db
docker rm --force db
docker network rm lan

docker run --name=web2 --network=host --publish-all -d nginx
docker rm --force web2

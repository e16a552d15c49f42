docker rm --force db web
docker network rm app

# step: limit=120
docker network create --subnet=10.99.0.0/24 app
docker network rm app
docker network prune --force >/dev/null
docker network create app
docker network rm app
rm /tmp/full

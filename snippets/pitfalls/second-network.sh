# step: exit=1
docker network connect bridge web

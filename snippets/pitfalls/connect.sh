# step: exit=1 fails=1
docker network connect host app
docker network disconnect host web

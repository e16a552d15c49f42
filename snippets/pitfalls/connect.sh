# step: exit=1 fails=1
docker network connect host other
docker network disconnect host web

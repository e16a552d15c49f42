# step: exit=1 fails=1
docker network create --driver=host host2
docker network prune --force
docker network rm host

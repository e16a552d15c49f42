# step: exit=2
ls /usr/bin/docker
docker exec web ls /usr/bin/docker

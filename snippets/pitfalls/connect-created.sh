docker create --name=later --network=host busybox
docker network disconnect host later
docker network connect bridge later
docker start later 2>&1 | grep -o 'error setting interface' || echo started
docker rm later

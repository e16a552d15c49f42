# step: limit=120
docker service create --name=web3 --publish=mode=host,target=80,published=8082 \
    --no-resolve-image --detach nginx >/dev/null
until task=$(docker ps --quiet --filter name=web3) && [ "$task" ]; do sleep 0.1; done
readlink /proc/self/ns/net
docker exec $task readlink /proc/self/ns/net

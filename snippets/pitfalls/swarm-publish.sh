# step: limit=120
docker service create --name=web2 --network=host --publish=8080:80 --restart-condition=none \
    --no-resolve-image --detach nginx >/dev/null
until docker service ps --no-trunc --format '{{.CurrentState}}: {{.Error}}' web2 | sed 's/ .* ago//' |
    cut -d: -f1-3 | grep '^Running\|^Failed\|^Rejected'; do sleep 0.1; done
for task in $(docker ps --quiet --filter name=web2); do docker exec $task ls /sys/class/net; done

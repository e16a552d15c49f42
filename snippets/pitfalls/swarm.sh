# step: limit=120
docker swarm init --advertise-addr={host0.ip} >/dev/null
docker service create --name=web --network=host --replicas=2 --restart-condition=none \
    --no-resolve-image --detach busybox httpd -f -p 80 >/dev/null
until docker service ps --format '{{.CurrentState}}' web | cut -d' ' -f1 | sort | xargs | grep 'Failed Running'; do
    sleep 0.1
done
until docker service logs web 2>&1 | grep -o 'bind: .*'; do sleep 0.1; done

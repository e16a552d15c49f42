# step: limit=120
cat >/tmp/stack.yaml <<'END'
version: "3.8"
services:
  ignored: {image: busybox, command: sleep 600, network_mode: host}
  right: {image: busybox, command: sleep 600, networks: [outside]}
networks: {outside: {external: true, name: host}}
END
docker stack deploy --resolve-image=never --compose-file /tmp/stack.yaml demo 2>&1 | grep Ignoring
readlink /proc/self/ns/net
for name in ignored right; do
    until task=$(docker ps --quiet --filter name=demo_$name) && [ "$task" ]; do sleep 0.1; done
    echo "$name $(docker exec $task readlink /proc/self/ns/net)"
done
rm /tmp/stack.yaml

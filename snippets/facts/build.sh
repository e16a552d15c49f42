# step: limit=120
readlink /proc/self/ns/net
printf 'FROM busybox\nRUN readlink /proc/self/ns/net; grep client0 /etc/hosts\n' >/tmp/Dockerfile
docker build --network=host --no-cache --tag=seen - </tmp/Dockerfile 2>/dev/null | grep '^net:\|client0$'
docker rmi seen >/dev/null && rm /tmp/Dockerfile

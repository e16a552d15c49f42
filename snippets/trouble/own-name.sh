# step: fails=2
cp /etc/hosts /tmp/hosts
sed '/host0$/d' /tmp/hosts >/etc/hosts
docker run --name=web --network=host -d nginx
docker exec web hostname -i
docker run --rm --network=host busybox hostname -i
docker exec web curl -sS http://host0 2>&1 | grep -o 'Could not resolve host'

docker run -d --name=web2 --network=host nginx
echo "docker run exits with $?"
echo "nginx exits with $(docker wait web2)"
docker logs web2 2>&1 | grep -m 1 -o 'bind() to .*'

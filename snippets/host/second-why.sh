docker wait nginx2
docker logs nginx2 2>&1 | grep -m 2 'bind()'

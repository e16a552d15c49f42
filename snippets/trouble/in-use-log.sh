docker ps --all --filter name=web --format '{{.Names}}: {{.Status}}'
docker logs web 2>&1 | grep -m 1 'bind()'

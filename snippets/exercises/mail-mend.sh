docker ps --all --format '{{.Names}}: {{.State}}' | sort
docker logs mail2
docker rm --force mail1
docker start mail2
until curl -s {host0.ip}; do sleep 0.1; done

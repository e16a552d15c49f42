docker rm --force nginx nginx2 web
docker ps --all

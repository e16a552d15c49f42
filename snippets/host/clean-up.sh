docker rm --force nginx nginx2 web web2
docker ps --all

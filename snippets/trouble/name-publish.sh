docker rm --force db
docker run --name=db --network=app -p 127.0.0.1:8080:80 -d nginx
until curl -s localhost:8080 >/dev/null; do sleep 0.1; done
docker run --rm --network=host busybox wget -q -O- http://127.0.0.1:8080 | grep title

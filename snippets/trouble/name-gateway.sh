docker run --name=web --net=host -d nginx
until curl -s localhost >/dev/null; do sleep 0.1; done
docker run --rm --net=app --add-host=web:host-gateway busybox wget -q -O- http://web | grep title

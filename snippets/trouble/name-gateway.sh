docker run --name=web --network=host -d nginx
until curl -s localhost >/dev/null; do sleep 0.1; done
docker run --rm --network=app --add-host=web:host-gateway busybox wget -q -O- http://web | grep title

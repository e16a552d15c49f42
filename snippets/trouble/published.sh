docker run --name=web --network=host -p 8080:80 -d nginx
until curl -s localhost >/dev/null; do sleep 0.1; done

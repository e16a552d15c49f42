docker run --name=web -p 8080:80 -d nginx
until curl -s localhost:8080 >/dev/null; do sleep 0.1; done

docker run --name=old --net=host -d nginx
until curl -s localhost >/dev/null; do sleep 0.1; done
docker run --name=web --net=host -d nginx
echo "exit status: $?"
docker wait web

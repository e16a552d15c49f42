docker run --name=old --network=host --init -d nginx
until curl -s localhost >/dev/null; do sleep 0.1; done
docker run --name=web --network=host -d nginx
echo "exit status: $?"
docker wait web

sed -i s/app/127.0.0.1:8080/ /tmp/proxy.conf
docker run --name=proxy --network=host -d --volume=/tmp/proxy.conf:/etc/nginx/nginx.conf:ro nginx
until curl -s localhost | grep '<title>Welcome'; do sleep 0.1; done

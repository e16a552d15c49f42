docker rm --force proxy
sed -i s/127.0.0.1/host.docker.internal/ /tmp/proxy.conf
docker run --name=proxy -p 80:80 -d --volume=/tmp/proxy.conf:/etc/nginx/nginx.conf:ro \
    --add-host=host.docker.internal:host-gateway nginx
until curl -s localhost; do sleep 0.1; done

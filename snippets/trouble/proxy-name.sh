docker rm --force proxy app
docker network create back
docker run --name=app --network=back -p 127.0.0.1:8080:80 -d nginx
sed -i s/host.docker.internal:8080/app/ /tmp/proxy.conf
docker run --rm --network=host --volume=/tmp/proxy.conf:/etc/nginx/nginx.conf:ro nginx nginx -t 2>&1 | grep -o 'host not found in upstream "app"'

sed -i s/127.0.0.1:8080/app/ nginx.conf
docker run --rm --network=host -v "$PWD/nginx.conf:/etc/nginx/nginx.conf" nginx nginx -t 2>&1 | grep -m 1 -o 'host not found.*'

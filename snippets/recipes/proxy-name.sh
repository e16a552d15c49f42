# step: exit=1
sed -i s/127.0.0.1:8080/app/ nginx.conf
docker-compose run --rm proxy nginx -t 2>&1 | grep -o 'host not found.*'
docker-compose run --rm proxy nginx -t 2>/dev/null

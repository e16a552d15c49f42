docker run -d --name=app -p 8081:80 nginx
docker port app
docker port web
docker ps --format 'table {{.Names}}\t{{.Ports}}'

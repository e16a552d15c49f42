# step: exit=125
docker run -d --name=app2 -p 8081:80 nginx

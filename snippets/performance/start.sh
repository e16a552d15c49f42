docker run --name=nginx --net=host -d nginx
docker run --name=web -p 8080:80 -d nginx

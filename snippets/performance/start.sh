docker run --name=nginx --network=host -d nginx
docker run --name=web -p 8080:80 -d nginx

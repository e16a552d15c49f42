docker run --network=host -p 8080:80 --name=nginx2 -d nginx
docker port nginx2

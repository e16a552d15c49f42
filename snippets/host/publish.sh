docker run --name=nginx2 --network=host -p 8080:80 -d nginx
docker port nginx2

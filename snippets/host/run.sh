docker run --network=host --name=nginx -d nginx

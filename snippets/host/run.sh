docker run --name=nginx --network=host -d nginx

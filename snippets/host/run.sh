docker run --name=nginx --net=host -d nginx

docker run --name=nginx --net=host -p 80:80 -d nginx

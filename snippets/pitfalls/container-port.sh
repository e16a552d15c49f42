# step: exit=125
docker run --rm --net=container:other -p 8080:80 busybox true

# step: exit=125
docker run --rm --net=host --link=other busybox true

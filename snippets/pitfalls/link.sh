# step: exit=125
docker run --rm --network=host --link=app busybox true

# step: exit=125
docker run --rm --net=host --ip={host0.ip} busybox true

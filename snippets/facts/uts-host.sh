# step: exit=125
docker run --rm --net=host --uts=host --hostname=other busybox hostname

# step: exit=125
docker run --rm --network=host --uts=host --hostname=other busybox hostname

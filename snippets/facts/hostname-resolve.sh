# step: fails=1
docker run --rm --hostname=other busybox hostname -i
docker run --rm --network=host --hostname=other busybox hostname -i
echo "exit status: $?"

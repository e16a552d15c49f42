docker run --rm --network=host busybox touch /dev/shm/private
docker run --rm --network=host --ipc=host busybox touch /dev/shm/shared
ls /dev/shm
rm /dev/shm/shared

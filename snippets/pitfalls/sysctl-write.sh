# step: fails=1 exit=1
docker run --rm --network=host --cap-add=NET_ADMIN busybox sysctl -w net.core.somaxconn=1024
docker run --rm --cap-add=NET_ADMIN busybox sysctl -w net.core.somaxconn=1024

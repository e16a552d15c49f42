# step: exit=125
docker run --rm --sysctl=net.core.somaxconn=1024 busybox sysctl net.core.somaxconn
docker run --rm --net=host --sysctl=net.core.somaxconn=1024 busybox true

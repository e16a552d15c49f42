# step: exit=1
docker run --rm busybox wget -qO- 127.0.0.1:8000

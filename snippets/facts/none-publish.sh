docker run --rm --net=none -p 8080:80 busybox true
echo "docker run exits with $?"

docker run --rm --net=app busybox wget -q -O- http://db | grep title

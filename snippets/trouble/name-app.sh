docker run --rm --network=app busybox wget -q -O- http://db | grep title

until docker run --rm --network=app busybox wget -q -O- http://db 2>/dev/null | grep title; do sleep 0.1; done

(python3 -c 'import socket, time; s = socket.socket(socket.AF_UNIX); s.bind("\0abstract-demo"); s.listen(); time.sleep(600)' &)
until grep -o @abstract-demo /proc/net/unix; do sleep 0.1; done
docker run --rm busybox grep -q @abstract-demo /proc/net/unix || echo not visible on bridge
docker run --rm --network=host busybox grep -q @abstract-demo /proc/net/unix && echo visible in host mode
pkill -f abstract-demo

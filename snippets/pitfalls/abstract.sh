(python3 -c 'import socket, time; s = socket.socket(socket.AF_UNIX); s.bind("\0abstract-demo"); s.listen(); time.sleep(600)' &)
until grep -q @abstract-demo /proc/net/unix; do sleep 0.1; done
echo "on bridge: $(docker run --rm busybox grep -o @abstract-demo /proc/net/unix || echo nothing)"
echo "in host mode: $(docker run --rm --net=host busybox grep -o @abstract-demo /proc/net/unix || echo nothing)"
pkill -f abstract-demo

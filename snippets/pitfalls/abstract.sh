(python3 -c 'import socket, time; s = socket.socket(socket.AF_UNIX); s.bind("\0demo"); s.listen(); time.sleep(600)' &)
until grep -q @demo /proc/net/unix; do sleep 0.1; done
echo "on bridge: $(docker run --rm busybox grep -o @demo /proc/net/unix)"
echo "in host mode: $(docker run --rm --net=host busybox grep -o @demo /proc/net/unix)"
pkill -f demo

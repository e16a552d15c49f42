docker rm --force capture
docker run --name=capture --cap-drop=ALL --cap-add=NET_RAW --cap-add=SETGID --cap-add=SETUID -v /usr:/usr:ro \
    -d nginx tcpdump -Z root -p -l -n -t -i eth0 udp port 8125
until docker logs capture 2>&1 | grep listening >/dev/null; do sleep 0.1; done

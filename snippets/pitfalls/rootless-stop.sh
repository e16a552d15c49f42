# step: limit=120
pkill -u demo rootlesskit; while pgrep -u demo >/dev/null; do sleep 0.1; done
userdel --remove demo 2>/dev/null; rm -r /run/demo
docker context rm rootless && find ~/.docker -type d -empty -delete

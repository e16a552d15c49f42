# step: limit=120
useradd --create-home demo && install -d -o demo -m 700 /run/demo
[ -e /dev/net/tun ] || { mkdir -p /dev/net && mknod -m 666 /dev/net/tun c 10 200; }
su demo -c 'PATH=$PATH:/usr/sbin:/usr/share/docker.io/contrib XDG_RUNTIME_DIR=/run/demo nohup \
    dockerd-rootless.sh --storage-driver=vfs </dev/null >/home/demo/log 2>&1 &'
docker context create rootless --docker host=unix:///run/demo/docker.sock
until docker save busybox | docker --context=rootless load --quiet 2>/dev/null; do sleep 0.1; done

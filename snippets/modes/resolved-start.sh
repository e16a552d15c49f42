# step: limit=120
d=$(mktemp -d)
echo nameserver 127.0.0.53 >$d/stub
echo nameserver {host0.gateway} >$d/real
mkdir -p /run/systemd/resolve && touch /run/systemd/resolve/resolv.conf
mount --bind $d/stub /etc/resolv.conf
mount --bind $d/real /run/systemd/resolve/resolv.conf
(unshare --net dockerd --host=unix://$d/sock --data-root=$d/data --exec-root=$d/exec --pidfile=$d/pid \
    --containerd=/run/containerd/containerd.sock >$d/log 2>&1 &)
until docker save busybox | docker --host=unix://$d/sock load --quiet 2>/dev/null; do sleep 0.1; done

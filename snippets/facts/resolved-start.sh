# step: limit=120
cp /etc/resolv.conf /tmp/resolv.conf
echo 'nameserver 127.0.0.53' >/etc/resolv.conf
mkdir -p /run/systemd/resolve
echo 'nameserver 192.0.2.53' >/run/systemd/resolve/resolv.conf
d=$(mktemp -d) && chmod 711 $d
(unshare --net dockerd --host=unix://$d/sock --data-root=$d/data --exec-root=$d/exec --pidfile=$d/pid \
    --iptables=false --containerd=/run/containerd/containerd.sock >$d/log 2>&1 &)
docker context create resolved --docker host=unix://$d/sock
until docker save busybox | docker --context=resolved load --quiet 2>/dev/null; do sleep 0.1; done

# step: limit=120
d=$(mktemp -d) && chmod 711 $d
(unshare --net sh -c "sysctl -qw net.ipv4.ip_forward=0; exec dockerd --ip-forward=false --host=unix://$d/sock \
    --data-root=$d/data --exec-root=$d/exec --pidfile=$d/pid --bridge=none --iptables=false \
    --containerd=/run/containerd/containerd.sock" >$d/log 2>&1 &)
docker context create closed --docker host=unix://$d/sock
until docker save busybox | docker --context=closed load --quiet 2>/dev/null; do sleep 0.1; done
docker --context=closed create --network=bridge busybox
docker --context=closed create --network=host busybox

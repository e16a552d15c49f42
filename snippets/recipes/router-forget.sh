# step: on=client0
pkill -x socat
while ip link show tun0 >/dev/null 2>&1; do sleep 0.1; done

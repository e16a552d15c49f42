# step: on=client0 output=hidden
pkill -x socat
until ! ip link show tun0 2>/dev/null; do sleep 0.1; done

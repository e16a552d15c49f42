mkdir router && cd router
[ -e /dev/net/tun ] || { mkdir -p /dev/net && mknod /dev/net/tun c 10 200; }
cat >compose.yaml <<'YAML'
services:
  vpn:
    image: alpine/socat
    network_mode: host
    command: UDP4-LISTEN:1194 TUN:10.9.0.1/24,up
    devices: [/dev/net/tun]
    cap_drop: [ALL]
    cap_add: [NET_ADMIN]
YAML
docker-compose up -d >/dev/null 2>&1
until ss -uln | grep :1194 >/dev/null; do sleep 0.1; done

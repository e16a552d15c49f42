mkdir dhcp && cd dhcp
cat >udhcpd.conf <<'CONF'
interface eth0
start 192.0.2.100
end 192.0.2.109
max_leases 10
lease_file /tmp/leases
opt subnet 255.255.255.0
opt lease 600
CONF
cat >compose.yaml <<'YAML'
services:
  dhcp:
    image: busybox
    network_mode: host
    command: sh -c "touch /tmp/leases; exec udhcpd -f"
    volumes: ["./udhcpd.conf:/etc/udhcpd.conf:ro"]
    cap_drop: [ALL]
    cap_add: [NET_BIND_SERVICE, NET_RAW]
YAML
docker-compose up -d >/dev/null 2>&1
until ss -uln | grep :67 >/dev/null; do sleep 0.1; done

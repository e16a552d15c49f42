docker logs photos
sysctl -w net.ipv4.ip_unprivileged_port_start=80
docker start photos
until curl -s {host0.ip}; do sleep 0.1; done

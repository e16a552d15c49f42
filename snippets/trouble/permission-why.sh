docker inspect --format 'user: {{.Config.User}}' web
sysctl net.ipv4.ip_unprivileged_port_start
docker run --rm busybox sysctl net.ipv4.ip_unprivileged_port_start

sysctl net.ipv4.ip_unprivileged_port_start
docker run --rm busybox sysctl net.ipv4.ip_unprivileged_port_start
docker run --rm --user=65534 busybox httpd -p 443 && echo bound on bridge
docker run --rm --user=65534 --network=host busybox httpd -p 443 || echo not bound in host mode

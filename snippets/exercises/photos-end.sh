docker rm --force photos
sysctl -qw net.ipv4.ip_unprivileged_port_start=1024

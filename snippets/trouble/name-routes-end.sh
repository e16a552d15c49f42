# step: on=client0
ip route del 172.18.0.0/16
ip route del 127.0.0.0/8
sysctl -qw net.ipv4.conf.eth0.route_localnet=0 net.ipv4.conf.eth0.accept_local=0

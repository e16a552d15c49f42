# step: on=client0
ip route add 172.18.0.0/16 via {host0.ip}
curl -sv --max-time 2 172.18.0.2 2>&1 | grep -oE 'Connection timed out|<title>.*'
ip route add 127.0.0.0/8 via {host0.ip}
sysctl -qw net.ipv4.conf.eth0.route_localnet=1 net.ipv4.conf.eth0.accept_local=1
curl -sv --max-time 2 --interface eth0 127.0.0.1:8080 2>&1 | grep -oE 'Connection timed out|<title>.*'

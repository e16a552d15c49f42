# step: on=client0
ip link add docker0 type bridge
ip address add 172.17.0.1/16 dev docker0
ip link set docker0 up
curl -sv --max-time 2 172.17.0.1 2>&1 | grep -o 'Connection refused'

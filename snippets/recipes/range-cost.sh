# step: exit=1
pgrep -c docker-proxy
iptables -t nat -S DOCKER | grep -c DNAT

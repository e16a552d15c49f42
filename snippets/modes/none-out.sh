# step: fails=2
docker exec web ping -c 1 -q {client0.ip} | grep packets
conntrack -D -p icmp -d {client0.ip} 2>/dev/null | grep -o 'src=[^ ]* dst=[^ ]*'
docker rm --force web

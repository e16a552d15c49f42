# step: on=client0
mkdir wake && (tcpdump -l -n -t -i eth0 udp port 9 >wake/packets 2>wake/log &)
until grep -qs listening wake/log; do sleep 0.1; done

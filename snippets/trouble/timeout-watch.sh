(tcpdump -ni eth0 -l -c 1 tcp port 80 >/tmp/seen 2>/tmp/watch &)
until grep -qs listening /tmp/watch; do sleep 0.1; done

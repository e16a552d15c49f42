docker rm --force dhcp
cd .. && rm -r dhcp /usr/local/bin/busybox

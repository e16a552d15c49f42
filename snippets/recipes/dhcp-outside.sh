# step: on=client0
busybox udhcpc -f -q -n -t 9 -T 1 -i eth0 -s /bin/true 2>&1 | grep 'no lease\|obtained'

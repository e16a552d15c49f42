# step: on=client0 exit=1
busybox udhcpc -f -q -n -t 3 -T 1 -i eth0 -s /bin/true 2>&1 | grep -m 1 'no lease\|obtained'

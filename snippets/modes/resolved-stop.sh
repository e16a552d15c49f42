kill $(cat $d/pid)
while [ -e $d/pid ]; do sleep 0.1; done
umount /etc/resolv.conf /run/systemd/resolve/resolv.conf $d/exec/netns/*
rm -r $d /run/systemd/resolve

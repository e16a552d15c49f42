kill $(cat $d/pid)
while [ -e $d/pid ]; do sleep 0.1; done
umount $d/exec/netns/* 2>/dev/null; rm -r $d
docker context rm closed

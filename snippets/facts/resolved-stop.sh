kill $(cat $d/pid)
while [ -e $d/pid ]; do sleep 0.1; done
umount $d/exec/netns/* && rm -r $d
docker context rm resolved && find ~/.docker -type d -empty -delete
cat /tmp/resolv.conf >/etc/resolv.conf && rm -r /tmp/resolv.conf /run/systemd/resolve
rmdir --ignore-fail-on-non-empty /run/systemd

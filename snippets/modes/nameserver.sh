mkdir /tmp/modes
echo nameserver {host0.gateway} >/tmp/modes/resolv.conf
mount --bind /tmp/modes/resolv.conf /etc/resolv.conf
for mode in bridge host; do
    echo "$mode:" $(docker run --rm --network=$mode busybox grep ^nameserver /etc/resolv.conf)
done
umount /etc/resolv.conf
rm -r /tmp/modes

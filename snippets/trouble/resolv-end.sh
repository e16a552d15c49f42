docker rm --force web
kill $(cat /tmp/resolver)
while [ -e /tmp/resolver ]; do sleep 0.1; done
cat /tmp/resolv.conf >/etc/resolv.conf && rm /tmp/resolv.conf

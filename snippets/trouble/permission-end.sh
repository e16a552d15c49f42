docker rm --force web from
rm -r /tmp/bind

docker rm --force web
kill $(cat /tmp/resolver)
while [ -e /tmp/resolver ]; do sleep 0.1; done

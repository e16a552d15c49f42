kill $(cat $d/pid)
while [ -e $d/pid ]; do sleep 0.1; done
rm -r $d
docker context rm closed

# step: fails=20.10:1
cat /sys/class/net/eth0/address
docker run --rm --network=host --mac-address=02:00:5e:00:53:01 busybox \
    cat /sys/class/net/eth0/address
echo "docker run exits with $?"

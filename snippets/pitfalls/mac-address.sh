# step: fails=20.10:1
cat /sys/class/net/eth0/address
docker run --rm --net=host --mac-address=02:42:ac:11:00:42 busybox cat /sys/class/net/eth0/address
echo "exit status: $?"

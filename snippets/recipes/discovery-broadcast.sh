# step: on=client0
echo who | socat -T 3 - UDP4-DATAGRAM:255.255.255.255:1900,broadcast,so-bindtodevice=eth0 | grep -m 1 here || echo nobody

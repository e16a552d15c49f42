# step: on=client0
for try in 1 2 3; do echo who | socat -T 1 - UDP4-DATAGRAM:255.255.255.255:1900,broadcast,so-bindtodevice=eth0; done |
    sort -u | grep here || echo nobody

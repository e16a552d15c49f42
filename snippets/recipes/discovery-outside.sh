# step: on=client0
until echo who | socat -T 1 - UDP4-DATAGRAM:239.255.255.250:1900,ip-multicast-if={client0.ip} | grep -m 1 here; do sleep 0.1; done

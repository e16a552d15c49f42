# step: on=client0
curl -s --interface 172.30.0.50 {host0.ip} | grep title
ip address del 172.30.0.50/32 dev eth0

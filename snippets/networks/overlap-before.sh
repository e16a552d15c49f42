# step: on=client0
ip address add 172.30.0.50/32 dev eth0
curl -s --interface 172.30.0.50 {host0.ip} | grep title

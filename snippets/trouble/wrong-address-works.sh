# step: on=client0
ip link del docker0
curl -s {host0.ip} | grep title

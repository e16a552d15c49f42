# step: on=client0
curl -s {host0.ip} | grep title

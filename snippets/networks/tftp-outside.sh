# step: on=client0
curl -s -m 20 tftp://{host0.ip}/file

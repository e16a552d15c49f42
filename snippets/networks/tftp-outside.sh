# step: on=client0
curl -s -m 5 tftp://{host0.ip}/file

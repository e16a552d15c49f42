# step: on=client0
curl -s {host0.ip} | grep title
curl -s {host0.ip}:8001 || echo "port 8001: curl exits with $?"

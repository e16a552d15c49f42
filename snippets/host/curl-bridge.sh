# step: on=client0
curl -s --retry 5 --retry-all-errors {host0.ip}:8080 | grep title

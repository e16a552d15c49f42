docker ps --format '{{.Names}}: {{.State}}'
docker unpause stats

docker ps --all --filter network=host --format '{{.Names}}'

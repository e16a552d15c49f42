docker swarm leave --force
until docker network rm docker_gwbridge 2>/dev/null; do sleep 0.1; done

docker swarm leave --force
until docker network rm docker_gwbridge; do sleep 0.1; done

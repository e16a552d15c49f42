docker rm --force web
until docker network rm span 2>/dev/null; do sleep 0.1; done
docker swarm leave --force
until docker network rm docker_gwbridge 2>/dev/null; do sleep 0.1; done
docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}}' | sort

ss -Hltnp 'sport = :80' | grep -o 'pid=[0-9]*' | sort -V | head -n 1
docker inspect --format 'pid={{.State.Pid}} {{.Name}}' $(docker ps --quiet)

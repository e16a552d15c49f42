pid=$(ss -Hltnp 'sport = :80' | grep -o 'pid=[0-9]*' | sort -V | head -n 1)
echo "$pid"
docker inspect --format 'first process: pid={{.State.Pid}}' old
for name in $(docker ps --format '{{.Names}}'); do
    docker top $name -o pid | grep -qx " *${pid#pid=}" && echo "container: $name"
done

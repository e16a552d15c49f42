docker run --name=nginx --network=host -d nginx
docker run --name=web -p 8080:80 -d nginx
until ss -Hltn 'sport = :80' | grep -q . && docker exec web grep -q :0050 /proc/net/tcp; do sleep 0.1; done

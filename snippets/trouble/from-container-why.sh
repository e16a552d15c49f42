docker run --rm nginx curl -sS --max-time 2 172.17.0.1 2>&1 | grep -o 'timed out'
docker run --rm --add-host=host.docker.internal:host-gateway nginx \
    curl -4 -sS --max-time 2 host.docker.internal 2>&1 | grep -o 'timed out'
ufw status | grep 80

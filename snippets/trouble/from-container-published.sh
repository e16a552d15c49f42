docker run --name=other -p 8080:80 -d nginx
until curl -s localhost:8080 >/dev/null; do sleep 0.1; done
docker run --rm nginx curl -sS --max-time 2 {host0.ip}:8080 2>&1 | grep -o 'timed out'
ufw allow from 172.16.0.0/12 to any port 8080 proto tcp
docker run --rm nginx curl -sS --max-time 9 {host0.ip}:8080 | grep title

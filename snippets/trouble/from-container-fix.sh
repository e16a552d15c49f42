ufw allow from 172.16.0.0/12 to any port 80 proto tcp
docker run --rm nginx curl -sS --max-time 9 172.17.0.1 | grep title

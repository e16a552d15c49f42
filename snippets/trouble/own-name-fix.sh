echo "{host0.ip} $(hostname)" >>/etc/hosts
docker restart -t 0 web
docker exec web hostname -i

docker logs maps 2>&1 | grep -m 1 -o 'bind().*'
ip -4 -brief address | awk '{print $1, $3}'
sed -i 's/198.51.100.9/{host0.ip}/' /srv/maps.conf
docker start maps
until curl -s {host0.ip}:8080; do sleep 0.1; done

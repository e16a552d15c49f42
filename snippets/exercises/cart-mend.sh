docker logs gate 2>&1 | grep -o 'connect() failed.*upstream,' | head -n 1
sed -i 's/127.0.0.1/{host0.ip}/' /srv/gate.conf
docker restart gate
until curl -s {host0.ip}; do sleep 0.1; done

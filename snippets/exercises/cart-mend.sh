until docker logs gate 2>&1 | grep -m 1 -o 'connect() failed.*upstream,'; do sleep 0.1; done
sed -i 's/127.0.0.1/{host0.ip}/' /srv/gate.conf
docker restart gate
until curl -s {host0.ip}; do sleep 0.1; done

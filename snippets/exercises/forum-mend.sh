docker logs forum 2>&1 | grep -o 'host not found.*' | cut -d ' ' -f 1-6 | head -n 1
sed -i 's/db:8080/127.0.0.1:8080/' /srv/forum.conf
docker start forum
until curl -s {host0.ip}; do sleep 0.1; done

cp /etc/hosts /tmp/hosts
echo '198.51.100.8 scanner' >>/etc/hosts
docker exec web grep scanner /etc/hosts || echo "no scanner yet"
docker restart -t 0 web
docker exec web grep -E 'scanner|printer' /etc/hosts
cat /tmp/hosts >/etc/hosts && rm /tmp/hosts

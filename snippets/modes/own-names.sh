docker exec web sh -c 'hostname; grep "$(hostname)" /etc/hosts || echo not in /etc/hosts'
docker exec web cat /etc/hosts | cmp -s - /etc/hosts && echo "/etc/hosts is as on host0"
docker exec web grep ^nameserver /etc/resolv.conf
docker exec web nslookup web 127.0.0.11 2>&1 | grep -E 'refused|^Address: 172'

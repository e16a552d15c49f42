docker exec web sh -c 'hostname; tail -n 1 /etc/hosts; grep ^nameserver /etc/resolv.conf'
docker exec web nslookup web 127.0.0.11 2>&1 | grep -E 'refused|^Address: 172'

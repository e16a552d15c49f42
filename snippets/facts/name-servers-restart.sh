cp /etc/resolv.conf /tmp/resolv.conf
echo 'nameserver 192.0.2.53' >/etc/resolv.conf
docker exec web grep ^nameserver /etc/resolv.conf
docker restart -t 0 web
docker exec web grep ^nameserver /etc/resolv.conf
cat /tmp/resolv.conf >/etc/resolv.conf && rm /tmp/resolv.conf
docker restart -t 0 web

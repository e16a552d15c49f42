grep ^nameserver /etc/resolv.conf
docker exec web grep ^nameserver /etc/resolv.conf
docker exec app grep ^nameserver /etc/resolv.conf

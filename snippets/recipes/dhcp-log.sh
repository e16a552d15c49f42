docker logs dhcp 2>&1 | grep -m 1 -o OFFER

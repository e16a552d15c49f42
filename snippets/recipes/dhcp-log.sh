docker logs dhcp 2>&1 | grep OFFER | sort -u

until docker logs dhcp 2>&1 | grep -m 1 OFFER; do sleep 0.1; done

# step: exit=1
docker exec web cat /etc/resolv.conf | diff - /etc/resolv.conf

docker exec web ip -4 -o address | awk '{print $2, $4}'
docker exec web ip route

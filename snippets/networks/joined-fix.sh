docker restart -t 0 app
docker exec app ip -4 -o address | awk '{print $2, $4}'

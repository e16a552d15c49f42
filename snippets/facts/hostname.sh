docker exec web hostname
docker exec app hostname

readlink /proc/self/ns/net
docker exec web readlink /proc/self/ns/net
docker exec app readlink /proc/self/ns/net

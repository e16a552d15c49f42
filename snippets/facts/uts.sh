readlink /proc/self/ns/uts
docker exec web readlink /proc/self/ns/uts

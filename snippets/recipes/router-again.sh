ip route delete 198.51.100.0/24
docker-compose down --timeout=0 >/dev/null 2>&1

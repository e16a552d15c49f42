docker-compose down --timeout=0 >/dev/null 2>&1
cd .. && rm -r port
docker rm --force nas

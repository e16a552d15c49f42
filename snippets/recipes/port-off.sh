# step: output=hidden
docker-compose down --timeout=0
cd .. && rm -r port
docker rm --force nas

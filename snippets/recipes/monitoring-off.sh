# step: output=hidden
docker rm --force exporter
docker-compose down --timeout=0
cd .. && rm -r monitoring

# step: output=hidden
docker-compose down --timeout=0
cd .. && rm -r proxy

# step: output=hidden
docker-compose down --timeout=0
pkill -f TCP-LISTEN:5432
cd .. && rm -r loopback

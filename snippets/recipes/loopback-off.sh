docker-compose down --timeout=0 >/dev/null 2>&1
pkill -f TCP-LISTEN:5432
cd .. && rm -r loopback

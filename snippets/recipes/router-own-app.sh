until docker-compose exec -T app nc -w 2 10.9.0.1 8080 2>/dev/null | grep here; do sleep 0.1; done

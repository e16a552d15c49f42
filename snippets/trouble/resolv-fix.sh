docker run --rm --network=host --dns={host0.ip} nginx curl -s http://db.example | grep title
docker restart -t 0 web
until docker exec web curl -s http://db.example | grep title; do sleep 0.1; done

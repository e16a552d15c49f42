ss -Hltnp 'sport = :80' | grep -o '"[^"]*"' | sort -u
until docker logs web 2>&1 | grep bind; do sleep 0.1; done

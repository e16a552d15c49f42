ss -Hltnp 'sport = :8080' | grep -F '[::]:8080' | grep -o '"[^"]*"' | sort -u
until docker logs web 2>/dev/null | cut -d' ' -f1 | grep -m 1 -v {client0.ip}; do sleep 0.1; done

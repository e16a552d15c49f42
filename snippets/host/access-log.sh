until docker logs nginx 2>/dev/null | cut -d' ' -f1 | grep {client0.ip}; do sleep 0.1; done
ss -Hltnp 'sport = :80' | grep -o '"[^"]*"' | sort -u

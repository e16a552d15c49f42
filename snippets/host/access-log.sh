docker logs --tail=1 nginx
ss -Hltnp 'sport = :80' | grep -o '"[^"]*"' | sort -u

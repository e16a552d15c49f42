docker logs --tail=1 nginx | cut -d' ' -f1
ss -Hltnp 'sport = :80' | grep -o '"[^"]*"' | sort -u

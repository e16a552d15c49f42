ss -Hltnp 'sport = :80' | grep -o '"[^"]*"' | sort -u

curl -s {host0.ip} | grep title
ss -Hltnp 'sport = :80' | awk '{print $4}'

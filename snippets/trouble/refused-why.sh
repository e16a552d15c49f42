curl -sv {host0.ip}:8080 2>&1 | grep -o 'Connection refused'
ss -Hltn 'sport = :8080' | awk '{print $4}'

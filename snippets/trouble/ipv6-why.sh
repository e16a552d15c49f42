ss -Hltn 'sport = :8080' | awk '{print $4}'

ss -Hlunp 'sport = :53' | awk '{print $4, $6}'

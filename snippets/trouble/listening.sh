ss -Hltnp | grep nginx | awk '{print $4}'

curl -s {host0.ip} | grep title

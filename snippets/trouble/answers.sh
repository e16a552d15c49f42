curl -s 127.0.0.1 | grep title
curl -s {host0.ip} | grep title

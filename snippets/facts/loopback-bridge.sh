docker exec app curl -s 127.0.0.1:8000 || echo "curl exits with $?"

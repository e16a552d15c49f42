docker run -d --name=web --network=host -p 8080:80 nginx
curl -s --retry 5 --retry-all-errors {host0.ip} | grep title
curl -s {host0.ip}:8080 || echo "port 8080: curl exits with $?"

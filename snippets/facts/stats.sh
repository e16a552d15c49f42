curl -s {host0.ip} {host0.ip}:8081 | grep title
docker stats --no-stream --format '{{.Name}}: {{.NetIO}}' web app |
    sed 's/ [1-9].*/ counted/'

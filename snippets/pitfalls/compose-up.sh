mkdir demo && cd demo
cat >compose.yaml <<'END'
services:
  web:
    image: nginx
    network_mode: host
END
docker-compose up -d 2>/dev/null
until curl -s localhost | grep title; do sleep 0.1; done
docker-compose down --timeout=0 2>/dev/null
cd .. && rm -r demo

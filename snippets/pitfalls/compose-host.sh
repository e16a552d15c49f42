cat >compose.yaml <<'END'
services:
  web: {image: nginx, networks: [host]}
networks: {host: {}}
END
docker-compose up -d >/dev/null 2>&1
docker network ls --filter name=host
docker-compose down --timeout=0 >/dev/null 2>&1

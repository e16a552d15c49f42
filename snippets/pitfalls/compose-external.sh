cat >compose.yaml <<'END'
services:
  web: {image: nginx, networks: [host]}
networks: {host: {external: true, name: host}}
END
docker-compose up -d 2>&1 | grep -o 'network-scoped alias .*' | sort -u
docker-compose down >/dev/null 2>&1
cd .. && rm -r demo

mkdir demo && cd demo
cat >compose.yaml <<'END'
services:
  web: {image: nginx, network_mode: host, ports: ["80:80"]}
END
docker-compose up -d 2>&1 | grep -o 'Published ports .* mode\|"host" network_mode .*' | sort -u
docker ps --all --format '{{.Names}}'
docker-compose down --timeout=0 >/dev/null 2>&1

mkdir monitoring && cd monitoring
cat >compose.yaml <<'YAML'
services:
  exporter:
    image: prom/node-exporter
    network_mode: host
    pid: host
    command: --path.rootfs=/host --collector.processes
    volumes: ["/:/host:ro,rslave"]
    cap_drop: [ALL]
    read_only: true
YAML
docker-compose up -d >/dev/null 2>&1

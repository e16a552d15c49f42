mkdir low && cd low
cat >compose.yaml <<'YAML'
services:
  web:
    image: busybox
    network_mode: host
    command: httpd -f -p 80 -h /etc
    cap_drop: [ALL]
    cap_add: [NET_BIND_SERVICE]
YAML
docker-compose up -d >/dev/null 2>&1

mkdir port && cd port
cat >nginx.conf <<'CONF'
user nginx;
events {}
http {
    server {
        listen 8080;
        listen [::]:8080;
        root /usr/share/nginx/html;
    }
}
CONF
cat >compose.yaml <<'YAML'
services:
  web:
    image: nginx
    network_mode: host
    volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"]
    cap_drop: [ALL]
    cap_add: [CHOWN, SETGID, SETUID]
  files:
    image: busybox
    network_mode: host
    command: httpd -f -p 8081 -h /etc
    cap_drop: [ALL]
YAML
docker-compose up -d >/dev/null 2>&1

mkdir proxy && cd proxy
cat >nginx.conf <<'CONF'
user nginx;
events {}
http {
    server {
        listen 80;
        location / { proxy_pass http://127.0.0.1:8080; }
    }
}
CONF
cat >compose.yaml <<'YAML'
services:
  proxy:
    image: nginx
    network_mode: host
    volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"]
    cap_drop: [ALL]
    cap_add: [CHOWN, NET_BIND_SERVICE, SETGID, SETUID]
  app:
    image: nginx
    ports: ["127.0.0.1:8080:80"]
YAML
docker-compose up -d >/dev/null 2>&1

mkdir backend && cd backend
cat >nginx.conf <<'CONF'
user nginx;
events {}
http {
    server {
        listen 80;
        location / { proxy_pass http://host.docker.internal:8080; }
    }
}
CONF
cat >compose.yaml <<'YAML'
services:
  proxy:
    image: nginx
    ports: ["80:80"]
    volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"]
    extra_hosts: ["host.docker.internal:host-gateway"]
  app:
    image: busybox
    network_mode: host
    command: httpd -f -p 8080 -h /etc
    user: "65534"
    cap_drop: [ALL]
YAML
docker-compose up -d >/dev/null 2>&1

docker network create app
docker run --name=db --network=app -p 127.0.0.1:8080:8080 -d busybox \
    sh -c 'cd /tmp; echo hello from db >index.html; exec httpd -f -p 8080'
until curl -s 127.0.0.1:8080; do sleep 0.1; done
cat >/srv/forum.conf <<'CONF'
user nginx;
events {}
http { server { listen 80; location / { proxy_pass http://db:8080; } } }
CONF
docker run --name=forum --network=host -d --volume=/srv/forum.conf:/etc/nginx/nginx.conf:ro nginx
docker wait forum

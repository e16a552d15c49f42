docker run --name=app --network=host -d busybox \
    sh -c 'cd /tmp; echo hello from app >index.html; exec httpd -f -p 8080'
until curl -s localhost:8080; do sleep 0.1; done
cat >/tmp/proxy.conf <<'CONF'
user nginx;
events {}
http { server { listen 80; location / { proxy_pass http://127.0.0.1:8080; } } }
CONF
docker run --name=proxy -p 80:80 -d --volume=/tmp/proxy.conf:/etc/nginx/nginx.conf:ro nginx
until curl -s localhost | grep title; do sleep 0.1; done
until docker logs proxy 2>&1 | grep -m 1 -o 'connect() failed.*upstream,'; do sleep 0.1; done

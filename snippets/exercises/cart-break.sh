docker run --name=cart --network=host -d busybox \
    sh -c 'cd /tmp; echo hello from cart >index.html; exec httpd -f -p 8080'
until curl -s 127.0.0.1:8080; do sleep 0.1; done
cat >/srv/gate.conf <<'CONF'
user nginx;
events {}
http { server { listen 80; add_header Via gate; location / { proxy_pass http://127.0.0.1:8080; } } }
CONF
docker run --name=gate -p 80:80 -d --volume=/srv/gate.conf:/etc/nginx/nginx.conf:ro nginx
until curl -s 127.0.0.1 | grep title; do sleep 0.1; done

cp /etc/hosts /srv/hosts
echo '{host0.ip} tuner' >>/etc/hosts
docker run --name=tuner --network=host -d busybox \
    sh -c 'cd /tmp; echo hello from tuner >index.html; exec httpd -f -p 127.0.0.1:8080'
until curl -s 127.0.0.1:8080; do sleep 0.1; done
cat >/srv/radio.conf <<'CONF'
user nginx;
events {}
http { server { listen 80; location / { proxy_pass http://tuner:8080; } } }
CONF
docker run --name=radio --network=host -d --volume=/srv/radio.conf:/etc/nginx/nginx.conf:ro nginx
until curl -s 127.0.0.1 | grep title; do sleep 0.1; done
cat /srv/hosts >/etc/hosts
echo '127.0.0.1 tuner' >>/etc/hosts

iptables-save -t filter >/srv/rules
docker run --name=bank --network=host -d busybox \
    sh -c 'cd /tmp; echo hello from bank >index.html; exec httpd -f -p 8080'
until curl -s 127.0.0.1:8080; do sleep 0.1; done
cat >/srv/gate.conf <<'CONF'
user nginx;
events {}
http { server { listen 80; add_header Via gate; location / { proxy_pass http://{host0.ip}:8080; proxy_connect_timeout 1s; } } }
CONF
docker run --name=gate -p 80:80 -d --volume=/srv/gate.conf:/etc/nginx/nginx.conf:ro nginx
until curl -s 127.0.0.1; do sleep 0.1; done
iptables -A INPUT -i lo -j ACCEPT
iptables -A INPUT -i eth0 -p tcp --dport 8080 -j ACCEPT
iptables -A INPUT -p tcp --dport 8080 -j DROP

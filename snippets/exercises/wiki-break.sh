cat >/srv/wiki.conf <<'CONF'
user nginx;
events {}
http { server { listen 80; listen [::]:80; return 200 "wiki sees $remote_addr\n"; } }
CONF
docker run --name=wiki --network=host -d --volume=/srv/wiki.conf:/etc/nginx/nginx.conf:ro nginx
until curl -s 127.0.0.1; do sleep 0.1; done
iptables-save -t filter >/srv/rules
iptables -A INPUT -i eth0 -p tcp --dport 80 -j DROP

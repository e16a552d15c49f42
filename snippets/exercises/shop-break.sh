cat >/srv/shop.conf <<'CONF'
user nginx;
events {}
http { server { listen 127.0.0.1:8080; listen [::1]:8080; return 200 "shop sees $remote_addr\n"; } }
CONF
docker run --name=shop --network=host -d --volume=/srv/shop.conf:/etc/nginx/nginx.conf:ro nginx
until curl -s 127.0.0.1:8080; do sleep 0.1; done

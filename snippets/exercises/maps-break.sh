cat >/srv/maps.conf <<'CONF'
user nginx;
events {}
http { server { listen 198.51.100.9:8080; return 200 "maps sees $remote_addr\n"; } }
CONF
docker run --name=maps --network=host -d --volume=/srv/maps.conf:/etc/nginx/nginx.conf:ro nginx
docker wait maps

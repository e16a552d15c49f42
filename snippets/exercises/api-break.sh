cat >/srv/api.conf <<'CONF'
user nginx;
events {}
http { server { listen 8080; return 200 "api sees $remote_addr\n"; } }
CONF
docker run --name=api --network=host -d --volume=/srv/api.conf:/etc/nginx/nginx.conf:ro nginx
until curl -s 127.0.0.1:8080; do sleep 0.1; done

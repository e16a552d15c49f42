cat >/srv/blog.conf <<'CONF'
user nginx;
events {}
http { server { listen 80; listen [::]:80; return 200 "blog sees $remote_addr\n"; } }
CONF
docker run --name=blog --network=host -p 8080:80 -d --volume=/srv/blog.conf:/etc/nginx/nginx.conf:ro nginx
until curl -s 127.0.0.1; do sleep 0.1; done

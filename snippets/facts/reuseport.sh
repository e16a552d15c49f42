for name in one two; do
    echo "events {} http { server { listen 8090 reuseport; return 200 '$name\n'; } }" >/tmp/$name.conf
    docker run -d --name=$name --network=host -v /tmp/$name.conf:/etc/nginx/nginx.conf:ro nginx
done
for name in one two; do until curl -s 127.0.0.1:8090 | grep $name; do sleep 0.1; done; done
docker rm --force one two && rm /tmp/one.conf /tmp/two.conf

mkdir build && cd build
echo a package >package
docker run --name=mirror --network=host --user=65534 --cap-drop=ALL -v $PWD:/srv:ro \
    -d busybox httpd -f -p 127.0.0.1:8000 -h /srv
cat >Dockerfile <<'FILE'
FROM busybox
RUN wget http://127.0.0.1:8000/package
CMD cat package
FILE
until curl --silent --output /dev/null 127.0.0.1:8000/package; do sleep 0.1; done

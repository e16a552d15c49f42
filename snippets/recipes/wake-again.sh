docker run --rm -i --network=host --user=65534 --cap-drop=ALL alpine/socat \
    -u - UDP4-DATAGRAM:{host0.broadcast}:9,broadcast,bind=:40003 <magic
rm magic

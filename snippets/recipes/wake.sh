(printf '\xff%.0s' {1..6}; printf '\x02\xc0\xff\xee\x00\x14%.0s' {1..16}) >magic
docker run --rm -i --network=host --user=65534 --cap-drop=ALL alpine/socat \
    -u - UDP4-DATAGRAM:{host0.broadcast}:9,broadcast,bind=:40001 <magic

for to in {host0.broadcast} 255.255.255.255; do
    docker run --rm -i --user=65534 --cap-drop=ALL alpine/socat -u - UDP4-DATAGRAM:$to:9,broadcast,bind=:40002 <magic
done

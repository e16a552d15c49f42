docker rm --force game
docker run --name=game -p {host0.ip}:9999:9999/udp -d \
    alpine/socat UDP4-LISTEN:9999,fork PIPE
until echo ready | socat -t 1 - UDP4:{host0.ip}:9999 2>/dev/null | grep -q ready; do
    sleep 0.1
done
ask bridge {host0.ip}
docker rm --force game

docker rm --force game
docker run --name=game -p 9999:9999/udp -d alpine/socat UDP4-LISTEN:9999,fork PIPE
until echo ready | socat -t 1 - UDP4:172.17.0.1:9999 2>/dev/null | grep -q ready; do
    sleep 0.1
done
for address in {host0.ip} 172.17.0.1; do echo "$address: $(ask bridge $address)"; done

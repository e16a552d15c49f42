docker run --name=game --network=host -d alpine/socat UDP4-LISTEN:9999,fork SYSTEM:cat
until ss -Hlun 'sport = :9999' | grep -q .; do sleep 0.1; done
for address in {host0.ip} 172.17.0.1; do
    echo "$address: $(echo hello | docker run --rm -i alpine/socat -t 2 - UDP4:$address:9999)"
done
ip route get 172.17.0.2 | grep -o 'src [0-9.]*'

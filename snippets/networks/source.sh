ask() { # network, address; a packet of UDP may be lost
    for try in 1 2 3; do
        echo hello | docker run --rm -i --network=$1 \
            alpine/socat -T 1 -,ignoreeof UDP4:$2:9999 | grep hello && return
    done
    echo no answer
}
docker run --name=game --network=host -d alpine/socat UDP4-LISTEN:9999,fork PIPE
until ss -Hlun 'sport = :9999' | grep -q .; do sleep 0.1; done
for address in {host0.ip} 172.17.0.1; do echo "$address: $(ask bridge $address)"; done
ip route get 172.17.0.2 | grep -o 'src [0-9.]*'

docker rm --force game
docker run --name=game --network=host -d alpine/socat UDP4-LISTEN:9999,bind={host0.ip},fork SYSTEM:cat
until ss -Hlun 'sport = :9999' | grep -q .; do sleep 0.1; done
echo hello | docker run --rm -i alpine/socat -t 2 - UDP4:{host0.ip}:9999

docker rm --force game
docker run --name=game --network=host -d \
    alpine/socat UDP4-LISTEN:9999,bind={host0.ip},fork PIPE
until ss -Hlun 'sport = :9999' | grep -q .; do sleep 0.1; done
ask bridge {host0.ip}

docker rm --force web
docker run --name=web --network=host -d alpine/socat UDP4-RECVFROM:53,fork,bind={host0.ip} SYSTEM:cat
until ss -Hlun 'sport = :53' | grep -q {host0.ip}; do sleep 0.1; done
ss -Hlun 'sport = :53' | awk '{print $4}' | sort

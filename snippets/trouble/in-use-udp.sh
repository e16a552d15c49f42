docker run --name=udp --network=host -d alpine/socat UDP-RECVFROM:8080,fork SYSTEM:cat
until [ -n "$(ss -Hlunp 'sport = :8080')" ]; do sleep 0.1; done
echo "TCP:" $(ss -Hltnp 'sport = :8080' | grep -o '"[^"]*"')
echo "UDP:" $(ss -Hlunp 'sport = :8080' | grep -o '"[^"]*"')
docker rm --force udp

docker run -d --name=udp --network=host alpine/socat UDP-RECV:5300 STDOUT
until ss -lun | grep -o ':5300'; do sleep 0.1; done
ss -ltn | grep ':5300' || echo "not among the TCP ports"
docker rm --force udp

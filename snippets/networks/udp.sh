docker run --name=game -p 9999:9999 -d alpine/socat UDP4-RECVFROM:9999,fork SYSTEM:cat
docker port game

cat >answer.sh <<'SH'
printf '\0\3\0\1a file\n' | socat -u - UDP4-SENDTO:$SOCAT_PEERADDR:$SOCAT_PEERPORT
SH
docker run --name=tftp -p 69:69/udp -v "$PWD/answer.sh:/answer.sh:ro" -d alpine/socat \
    UDP4-RECVFROM:69,fork 'EXEC:sh /answer.sh'
until curl -s -m 20 tftp://{host0.ip}/file; do sleep 0.1; done
curl -s -m 2 tftp://127.0.0.1/file || echo 'no answer'

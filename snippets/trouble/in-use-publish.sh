docker run --name=web2 -p 80:80 -d nginx 2>&1 | grep -oE '[^ ]*(address already in use|port is already allocated)'
echo "exit status: ${PIPESTATUS[0]}"
docker rm web2

docker run --name=web2 -p 80:80 -d nginx 2>&1 | grep -o 'address already in use'
echo "exit status: ${PIPESTATUS[0]}"
docker rm web2

docker run --name=web2 -p 8080:80 -d nginx 2>&1 | grep -o 'port is already allocated'
echo "exit status: ${PIPESTATUS[0]}"

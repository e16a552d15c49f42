docker run -d --name=app2 -p 8081:80 nginx 2>&1 | grep -o '8081 failed: .*allocated'
echo "docker run exits with ${PIPESTATUS[0]}"

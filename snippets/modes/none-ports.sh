until inside=$(docker exec web wget -qO- 127.0.0.1 2>/dev/null); do sleep 0.1; done
echo "inside, port 80: $inside"
for port in 80 8080; do
    echo "host0, port $port:" $(curl -s {host0.ip}:$port || echo no answer)
done

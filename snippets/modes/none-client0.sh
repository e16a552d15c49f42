# step: on=client0
for port in 80 8080; do
    echo "host0, port $port:" $(curl -s {host0.ip}:$port || echo no answer)
done

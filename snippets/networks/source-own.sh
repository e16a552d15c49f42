docker network create --subnet=10.99.0.0/24 app
for address in 172.17.0.1 10.99.0.1; do
    echo "$address: $(echo hello | docker run --rm -i --network=app alpine/socat -t 2 - UDP4:$address:9999)"
done
docker network rm app

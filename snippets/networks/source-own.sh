docker network create --subnet=10.99.0.0/24 app
for address in 172.17.0.1 10.99.0.1; do echo "$address: $(ask app $address)"; done
docker network rm app

ip route add 172.30.0.0/16 via {client0.ip}
ip route get 172.30.0.10 | grep -o 'dev [^ ]*'
docker network create --subnet=172.30.0.0/24 --opt com.docker.network.bridge.name=app0 app
ip route get 172.30.0.10 | grep -o 'dev [^ ]*'
docker network rm app
ip route del 172.30.0.0/16

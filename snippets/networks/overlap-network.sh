ip route get 172.30.0.50 | grep -o 'dev [^ ]*'
docker network create --subnet=172.30.0.0/24 --opt com.docker.network.bridge.name=app0 app
ip route get 172.30.0.50 | grep -o 'dev [^ ]*'

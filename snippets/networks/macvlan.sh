docker network create --driver=macvlan --opt parent=eth0 \
    --subnet={host0.network} --gateway={host0.gateway} --ip-range={web.ip}/31 lan
docker run --name=web --network=lan --ip={web.ip} -d nginx
curl -s --max-time 2 {web.ip} || echo no answer

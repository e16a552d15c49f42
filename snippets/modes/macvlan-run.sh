docker network create --driver=macvlan --opt parent=eth0 \
    --subnet={host0.network} --gateway={host0.gateway} --ip-range={web.ip}/31 lan
docker run -d --name=web --network=lan busybox sh -c "$site"

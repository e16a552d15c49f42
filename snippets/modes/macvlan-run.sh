docker network create --driver=macvlan --opt parent=eth0 \
    --subnet={host0.network} --gateway={host0.gateway} lan
docker run -d --name=web --net=lan --ip={web.ip} busybox sh -c "$site"

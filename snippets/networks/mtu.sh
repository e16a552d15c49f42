ip link set eth0 mtu 1400
docker run --rm busybox cat /sys/class/net/eth0/mtu
docker run --rm --network=host busybox cat /sys/class/net/eth0/mtu
docker network create --opt com.docker.network.driver.mtu=1400 app
docker run --rm --network=app busybox cat /sys/class/net/eth0/mtu
docker network rm app
ip link set eth0 mtu 1500

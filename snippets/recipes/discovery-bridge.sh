docker-compose down --timeout=0 >/dev/null 2>&1
docker run --name=device -p 1900:1900/udp -d alpine/socat \
    UDP4-RECVFROM:1900,ip-add-membership=239.255.255.250:eth0,reuseaddr,fork SYSTEM:"echo here is a container"

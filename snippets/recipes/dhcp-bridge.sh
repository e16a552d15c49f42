docker-compose down --timeout=0 >/dev/null 2>&1
docker run --name=dhcp -p 67:67/udp --cap-drop=ALL --cap-add=NET_BIND_SERVICE --cap-add=NET_RAW \
    -v $PWD/udhcpd.conf:/etc/udhcpd.conf:ro -d busybox sh -c "touch /tmp/leases; exec udhcpd -f"
until docker exec dhcp netstat -uln | grep -q :67; do sleep 0.1; done

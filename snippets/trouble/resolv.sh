docker run --name=web --network=host -d nginx
until curl -s localhost >/dev/null; do sleep 0.1; done
cp /etc/resolv.conf /tmp/resolv.conf
dnsmasq --conf-file=/dev/null --no-resolv --no-hosts --bind-interfaces --listen-address={host0.ip} \
    --address=/db.example/{host0.ip} --pid-file=/tmp/resolver
echo 'nameserver {host0.ip}' >/etc/resolv.conf
curl -s http://db.example | grep title
docker exec web curl -sS http://db.example 2>&1 | grep -o 'Could not resolve host.*'

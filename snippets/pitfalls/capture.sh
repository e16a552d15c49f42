tools="-v /usr:/usr:ro -v /lib:/lib:ro -v /lib64:/lib64:ro"
docker run --name=spy --network=host $tools -d busybox tcpdump -Z root -i lo -A -l tcp dst port 80
until docker logs spy 2>&1 | grep -q listening; do sleep 0.1; done
curl -s -o /dev/null --user admin:secret 127.0.0.1
until docker logs spy 2>/dev/null | grep Authorization; do sleep 0.1; done
docker rm --force spy

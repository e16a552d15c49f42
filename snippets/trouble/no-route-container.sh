firewall-cmd --remove-port=80/tcp
docker run --rm nginx curl -sv --max-time 2 172.17.0.1 2>&1 | grep -o 'No route to host'
firewall-cmd --zone=trusted --add-source=172.16.0.0/12
docker run --rm nginx curl -sv --max-time 9 172.17.0.1 2>&1 | grep -o '<title>.*'

ufw allow 8080/tcp
ufw allow 10000:10099/udp

firewall-cmd --add-port=10000-10099/udp

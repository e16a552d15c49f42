firewall-cmd --permanent --add-port=8080/tcp
firewall-cmd --permanent --add-port=10000-10099/udp
firewall-cmd --reload

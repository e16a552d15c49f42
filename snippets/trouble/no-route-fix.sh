firewall-cmd --add-port=80/tcp
firewall-cmd --list-ports

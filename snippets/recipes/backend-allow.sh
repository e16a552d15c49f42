ufw allow from 172.16.0.0/12 to any port 8080 proto tcp

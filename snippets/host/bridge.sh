docker run --name=web -p 8080:80 -d nginx
iptables -t nat -S | grep DNAT
pgrep -a docker-proxy

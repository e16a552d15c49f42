cp -a /etc/ufw /tmp/ufw
iptables-save >/tmp/rules4 && ip6tables-save >/tmp/rules6
ufw allow in on eth0 to any port 80 proto tcp
ufw --force enable
docker run --name=web --network=host -d nginx
until curl -s {host0.ip} >/dev/null; do sleep 0.1; done

docker rm --force web other
ufw delete allow from 172.16.0.0/12 to any port 80 proto tcp
ufw delete allow from 172.16.0.0/12 to any port 8080 proto tcp
ufw delete allow in on eth0 to any port 80 proto tcp
ufw disable && ip6tables -F && ip6tables -X
iptables-restore /tmp/rules4 && ip6tables-restore /tmp/rules6
rm -r /etc/ufw && cp -a /tmp/ufw /etc
rm -r /tmp/ufw /tmp/rules4 /tmp/rules6
sysctl -qw net.ipv4.conf.default.accept_redirects=1 net.ipv6.conf.{all,default}.accept_redirects=1

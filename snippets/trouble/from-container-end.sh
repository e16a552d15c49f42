docker rm --force web
ufw delete allow from 172.16.0.0/12 to any port 80 proto tcp
ufw delete allow in on eth0 to any port 80 proto tcp
ufw disable && ip6tables -F && ip6tables -X
iptables-restore /tmp/rules4 && ip6tables-restore /tmp/rules6
rm /tmp/rules4 /tmp/rules6

# step: limit=120
docker run --name=web --network=host -d nginx
until curl -s localhost >/dev/null; do sleep 0.1; done
cp -a /etc/firewalld /tmp/firewalld
iptables-save >/tmp/rules4 && ip6tables-save >/tmp/rules6
mkdir -p /run/dbus && dbus-daemon --system --fork
(firewalld --nofork >/tmp/firewalld.log 2>&1 &)
until [ "$(firewall-cmd --state 2>&1)" = running ]; do sleep 0.2; done

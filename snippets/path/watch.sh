mkdir /tmp/path
web=$(docker inspect --format '{{.State.Pid}}' web)
iptables -t raw -A PREROUTING -p tcp --syn -m multiport --dports 80,8080 -j TRACE
(xtables-monitor --trace >>/tmp/path/rules 2>&1 &)
(tcpdump -i any -nnqtl 'tcp[tcpflags] == tcp-syn' >>/tmp/path/host0 2>/tmp/path/log.host0 &)
(nsenter --target $web --net tcpdump -i any -nnqtl 'tcp[tcpflags] == tcp-syn' >>/tmp/path/web 2>/tmp/path/log.web &)
until [ "$(grep -ls listening /tmp/path/log.* | wc -l)" = 2 ] &&
      ss --family=netlink --processes | grep -q xtables-moni; do sleep 0.1; done

iptables -t raw -D PREROUTING -p tcp --syn -m multiport --dports 80,8080 -j TRACE
pkill -x xtables-monitor
pkill -x tcpdump
while pgrep -x tcpdump >/dev/null; do sleep 0.1; done
rm -r /tmp/path
docker rm --force nginx web

iptables -S INPUT
iptables -vnxL INPUT | awk '/dpt:80/ {print ($1 > 0 ? "has dropped packets" : "has dropped nothing")}'

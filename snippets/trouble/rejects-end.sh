port=81
for kind in icmp-port-unreachable tcp-reset icmp-host-prohibited icmp-admin-prohibited; do
    iptables -D INPUT -i eth0 -p tcp --dport $port -j REJECT --reject-with $kind
    port=$((port + 1))
done
iptables -D INPUT -i eth0 -p tcp --dport 85 -j DROP

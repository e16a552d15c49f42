# step: on=client0
for address in '{host0.ip}' '[{host0.ip6}]'; do
    curl -s -o /dev/null --max-time 5 "http://$address" && echo "$address: reached" || echo "$address: not reached"
done

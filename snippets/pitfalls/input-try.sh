# step: on=client0
for address in '{host0.ip}:80' '{host0.ip}:8080' '[{host0.ip6}]:80' '[{host0.ip6}]:8080'; do
    curl -s -o /dev/null --max-time 5 "http://$address" && echo "$address: reached" || echo "$address: not reached"
done

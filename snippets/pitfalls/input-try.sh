# step: on=client0
for port in 80 8080; do
    curl -s -o /dev/null --max-time 1 {host0.ip}:$port && echo "$port: reached" || echo "$port: not reached"
done

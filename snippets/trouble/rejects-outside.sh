# step: on=client0
for port in 81 82 83 84; do
    echo "$port:" $(curl -sv --max-time 2 {host0.ip}:$port 2>&1 | grep -oE 'Connection refused|No route to host')
done
echo "{web.ip}:" $(curl -sv --max-time 9 {web.ip} 2>&1 | grep -o 'No route to host')

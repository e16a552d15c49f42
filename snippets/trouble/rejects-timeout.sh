# step: on=client0
sysctl -w net.ipv4.tcp_syn_retries=1
curl -sv --max-time 2 {host0.ip}:85 2>&1 | grep -oE 'failed: .*|Connection timed out after'
curl -sv {host0.ip}:85 2>&1 | grep -oE 'failed: .*|Connection timed out after'
for port in 81 83 85; do
    curl -sS {host0.ip}:$port 2>&1 | grep -oE "Could(n't| not) connect to server"
done
sysctl -w net.ipv4.tcp_syn_retries=6

# step: on=client0
page=$(curl -sS --max-time 9 {host0.ip}:9100)
echo "$page"
grep -qxF docker0 <<<"$page"

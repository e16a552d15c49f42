# step: on=client0
page=$(curl -sS --max-time 9 {host0.ip}:8080)
echo "$page"
grep -qxF 'maps sees {client0.ip}' <<<"$page"

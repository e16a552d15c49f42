# step: on=client0
page=$(curl -sSi --max-time 9 {host0.ip} | tr -d '\r' | grep -E '^(HTTP|Via|hello)')
echo "$page"
grep -qxF 'Via: gate' <<<"$page" && grep -qxF 'hello from cart' <<<"$page"

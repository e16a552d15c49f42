# step: on=client0
page=$(curl -sSi --max-time 3 {host0.ip} | tr -d '\r')
grep -xF 'Via: gate' <<<"$page" && grep -xF 'hello from cart' <<<"$page"

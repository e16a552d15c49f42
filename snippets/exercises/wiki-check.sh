# step: on=client0
page=$(curl -sS --max-time 5 {host0.ip} 'http://[{host0.ip6}]')
echo "$page"
grep -qxF 'wiki sees {client0.ip}' <<<"$page" && grep -qxF 'wiki sees {client0.ip6}' <<<"$page"

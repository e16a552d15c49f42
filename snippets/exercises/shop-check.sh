# step: on=client0
page=$(curl -sS --max-time 9 {host0.ip}:8080 'http://[{host0.ip6}]:8080')
echo "$page"
grep -qxF 'shop sees {client0.ip}' <<<"$page" && grep -qxF 'shop sees {client0.ip6}' <<<"$page"

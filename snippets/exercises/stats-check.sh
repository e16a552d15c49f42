# step: on=client0
page=$(curl -sS --max-time 5 {host0.ip})
echo "$page"
grep -qxF 'hello from stats' <<<"$page"

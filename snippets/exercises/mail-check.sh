# step: on=client0
page=$(curl -sS --max-time 9 {host0.ip})
echo "$page"
grep -qxF 'hello from mail 2' <<<"$page"

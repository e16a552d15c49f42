# step: on=client0
page=$(curl -sS --max-time 9 {host0.ip})
echo "$page"
grep -qxE 'photos by user [1-9][0-9]*' <<<"$page"

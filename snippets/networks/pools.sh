# step: limit=120
n=0
while docker network create "n$n" >/dev/null 2>/tmp/full; do n=$((n + 1)); done
cat /tmp/full
echo "after $n networks"

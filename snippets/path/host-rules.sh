until grep -q nat:PREROUTING:policy /tmp/path/rules; do sleep 0.1; done
sed -nE '/raw/d; s/.* -t ([a-z]+) -A /\1 /p; s/.* ([a-z]+):([A-Z]+):policy:([A-Z]+).*/\1 \2 policy \3/p' /tmp/path/rules
: >/tmp/path/rules

until [ -s /tmp/path/host0 ]; do sleep 0.1; done
sed -E 's/^/host0 /; s/ IP / /; s/\.[0-9]+ >/ >/; s/\.([0-9]+): .*/ port \1/' /tmp/path/host0
: >/tmp/path/host0

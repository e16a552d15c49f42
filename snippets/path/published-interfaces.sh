until grep -q veth /tmp/path/host0 && [ -s /tmp/path/web ]; do sleep 0.1; done
for machine in host0 web; do
    sed -E "s/^/$machine /; s/ IP / /; s/\.[0-9]+ >/ >/; s/\.([0-9]+): .*/ port \1/" /tmp/path/$machine
done

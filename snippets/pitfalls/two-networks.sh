docker run --rm --network=bridge --network=host busybox ls /sys/class/net 2>&1 | cut -d: -f1-3
echo "exit status: ${PIPESTATUS[0]}"

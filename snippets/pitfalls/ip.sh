docker run --rm --network=host --ip={host0.ip} busybox true 2>&1 | grep -o 'user specified .*'
echo "exit status: ${PIPESTATUS[0]}"

docker run --rm --sysctl=net.core.somaxconn=1024 busybox sysctl net.core.somaxconn
docker run --rm --network=host --sysctl=net.core.somaxconn=1024 busybox true 2>&1 | grep -o 'sysctl .*'
echo "exit status: ${PIPESTATUS[0]}"

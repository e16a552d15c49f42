docker run --rm alpine/socat TCP4-LISTEN:8080,bind={host0.ip} PIPE 2>&1 | grep -o "Cannot assign requested address" | sort -u

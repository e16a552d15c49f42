for port in 80 8080; do
    conntrack -L -p tcp --orig-port-dst $port 2>/dev/null | awk '{print $6, $8, "| reply:", $9, $11}'
done

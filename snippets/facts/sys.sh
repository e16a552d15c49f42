docker exec web ls /sys/class/net
diff <(grep eth0 /proc/net/dev) <(docker exec web grep eth0 /proc/net/dev) && echo "same counters"
docker exec app ls /sys/class/net

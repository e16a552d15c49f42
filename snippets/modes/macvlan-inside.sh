docker exec web ip -4 -o address | awk '{print $2, $4}'
docker exec web ip route
echo "MAC in the container: $(docker exec web cat /sys/class/net/eth0/address)"
echo "MAC of host0's eth0:  $(cat /sys/class/net/eth0/address)"

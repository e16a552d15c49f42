nft delete table inet filter
pkill -x dbus-daemon
docker rm --force media
cd .. && rm -r firewall

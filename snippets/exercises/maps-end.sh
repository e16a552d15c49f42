docker rm --force maps
ip address flush to 198.51.100.9/32
rm /srv/maps.conf

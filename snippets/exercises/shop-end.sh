docker rm --force shop
rm /srv/shop.conf

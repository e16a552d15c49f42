docker rm --force gate cart
rm /srv/gate.conf

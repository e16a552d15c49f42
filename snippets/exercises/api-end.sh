docker rm --force api
rm /srv/api.conf

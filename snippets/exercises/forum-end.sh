docker rm --force forum db
docker network rm app
rm /srv/forum.conf

docker rm --force blog
rm /srv/blog.conf

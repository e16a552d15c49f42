docker rm --force wiki
iptables-restore </srv/rules
rm /srv/wiki.conf /srv/rules

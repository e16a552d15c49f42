docker rm --force gate bank
iptables-restore </srv/rules
rm /srv/gate.conf /srv/rules

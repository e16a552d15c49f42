ss -Hltn 'sport = :8080' | awk '{print $4}'
sed -i 's/listen 8080;/& listen [::]:8080;/' /srv/api.conf
docker restart api
until curl -s 'http://[{host0.ip6}]:8080'; do sleep 0.1; done

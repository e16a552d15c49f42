# step: exit=1
diff /etc/hosts <(docker exec web cat /etc/hosts) && echo identical
docker exec web sh -c 'echo "198.51.100.7 printer" >>/etc/hosts'
diff /etc/hosts <(docker exec web cat /etc/hosts)

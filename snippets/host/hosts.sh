docker exec -it nginx cat /etc/hosts

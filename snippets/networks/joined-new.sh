# step: exit=1
docker rm --force vpn
docker run --name=vpn -d busybox sleep infinity
docker restart -t 0 app

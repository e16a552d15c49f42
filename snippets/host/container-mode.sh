docker run --name=guest --net=container:web -d busybox sleep 600
docker exec guest hostname -i
diff <(docker exec web readlink /proc/self/ns/net) \
     <(docker exec guest readlink /proc/self/ns/net) && echo same namespace

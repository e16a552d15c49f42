docker rm --force game
docker run --name=web -p 8080:8080 -d busybox httpd -f -p 127.0.0.1:8080
until docker exec web netstat -ltn | grep -o '127.0.0.1:8080'; do sleep 0.1; done
docker port web 8080

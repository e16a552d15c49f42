docker run --name=nas --network=host -d nginx >/dev/null
until curl -s -o /dev/null localhost; do sleep 0.1; done
docker run --rm --network=host -p 8082:80 nginx 2>&1 | grep -o 'WARNING.*\|bind() to 0.0.0.0:80.*' | uniq

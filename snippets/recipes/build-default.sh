# step: exit=1
docker build --force-rm --tag=app . 2>&1 | grep -m 1 -o 'wget: can.*'

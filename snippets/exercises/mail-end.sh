docker rm --force $(docker ps --all --quiet --filter name=mail)

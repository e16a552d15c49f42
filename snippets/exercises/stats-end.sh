docker rm --force $(docker ps --all --quiet --filter name=stats)

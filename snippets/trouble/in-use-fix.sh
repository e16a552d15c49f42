docker rm --force old
docker start web
until curl -s localhost >/dev/null; do sleep 0.1; done

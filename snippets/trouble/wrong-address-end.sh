docker rm --force web

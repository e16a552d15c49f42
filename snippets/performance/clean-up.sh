docker rm --force nginx web

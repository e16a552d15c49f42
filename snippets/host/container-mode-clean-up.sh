docker rm --force guest web

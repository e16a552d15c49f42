docker rm --force web web2 app app2 local published
pkill -f 'http.server --bind 127.0.0.1 8000'

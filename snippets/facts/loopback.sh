(python3 -m http.server --bind 127.0.0.1 8000 >/dev/null 2>&1 &)
until curl -s -o /dev/null 127.0.0.1:8000; do sleep 0.1; done
docker exec web curl -s -o /dev/null -w '%{http_code}\n' 127.0.0.1:8000

mkdir loopback && cd loopback
(socat -lf log TCP-LISTEN:5432,bind=127.0.0.1,fork,reuseaddr SYSTEM:'echo the database of host0' &)
cat >compose.yaml <<'YAML'
services:
  app:
    image: alpine/socat
    network_mode: host
    command: TCP-LISTEN:8080,fork,reuseaddr TCP:127.0.0.1:5432
    user: "65534"
    cap_drop: [ALL]
YAML
docker-compose up -d >/dev/null 2>&1

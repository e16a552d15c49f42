ip link add eth1 type veth peer name office
ip address add 198.51.100.10/24 dev eth1
ip link set eth1 up && ip link set office up
mkdir interfaces && cd interfaces
cat >compose.yaml <<'YAML'
services:
  public:
    image: alpine/socat
    network_mode: host
    command: TCP4-LISTEN:8080,bind={host0.ip},fork,reuseaddr SYSTEM:"echo public"
    user: "65534"
    cap_drop: [ALL]
  internal:
    image: alpine/socat
    network_mode: host
    command: TCP4-LISTEN:8080,bind=198.51.100.10,fork,reuseaddr SYSTEM:"echo internal"
    user: "65534"
    cap_drop: [ALL]
YAML
docker-compose up -d >/dev/null 2>&1
until [ "$(ss -Hltn 'sport = :8080' | wc -l)" = 2 ]; do sleep 0.1; done

mkdir discovery && cd discovery
cat >compose.yaml <<'YAML'
services:
  device:
    image: alpine/socat
    network_mode: host
    command: UDP4-RECVFROM:1900,ip-add-membership=239.255.255.250:eth0,reuseaddr,fork SYSTEM:"echo here is host0"
    user: "65534"
    cap_drop: [ALL]
YAML
docker-compose up -d >/dev/null 2>&1

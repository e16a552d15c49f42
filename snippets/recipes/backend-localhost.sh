sed -i s/host.docker.internal/127.0.0.1/ nginx.conf
docker-compose up -d --force-recreate proxy >/dev/null 2>&1
until curl -s {host0.ip} | grep title; do sleep 0.1; done

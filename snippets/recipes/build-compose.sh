cat >compose.yaml <<'YAML'
services:
  app:
    image: app
    build:
      context: .
      network: host
YAML
docker rmi app >/dev/null
DOCKER_BUILDKIT=0 docker-compose build >/dev/null 2>&1
docker run --rm app

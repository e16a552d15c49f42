# step: exit=1
docker run --rm --add-host=host.docker.internal:host-gateway busybox nc host.docker.internal 5432

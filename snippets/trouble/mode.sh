docker inspect --format '{{.HostConfig.NetworkMode}}, {{.State.Status}}' web

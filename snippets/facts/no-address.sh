docker inspect --format '{{json .NetworkSettings.Networks.host.IPAddress}}' web
docker inspect --format '{{json .NetworkSettings.Networks.bridge.IPAddress}}' app

docker port nginx
docker inspect --format '{{json .NetworkSettings.Ports}}' nginx
docker rm --force nginx

# step: output=hidden
docker rm --force capture

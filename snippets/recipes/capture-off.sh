docker rm --force capture

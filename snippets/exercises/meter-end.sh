docker rm --force meter

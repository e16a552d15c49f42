docker rm --force media
cd .. && rm -r range

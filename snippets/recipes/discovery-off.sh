docker rm --force device
cd .. && rm -r discovery

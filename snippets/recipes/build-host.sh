docker build --network=host --tag=app . >log 2>&1
docker run --rm app

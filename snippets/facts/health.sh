docker run -d --name=idle --network=host \
    --health-cmd='curl -fs 127.0.0.1' --health-interval=1s nginx sleep 600
docker run -d --name=idle2 --health-retries=1 \
    --health-cmd='curl -fs 127.0.0.1' --health-interval=1s nginx sleep 600
for name in idle idle2; do
    until docker inspect --format '{{.State.Health.Status}}' $name | grep healthy; do sleep 0.1; done
done
docker rm --force idle idle2

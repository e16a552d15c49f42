docker kill --signal=INT capture && docker wait capture
docker logs capture 2>&1 | grep captured

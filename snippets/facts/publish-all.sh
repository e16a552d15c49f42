docker run --rm --network=host --publish-all --expose=9000 busybox true
echo "docker run exits with $?"

docker rm --force mirror
docker rmi app >/dev/null
cd .. && rm -r build

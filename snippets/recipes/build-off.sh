# step: output=hidden
docker rm --force mirror
docker rmi app
cd .. && rm -r build

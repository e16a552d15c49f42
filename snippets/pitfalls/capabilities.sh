# step: fails=2
docker run --rm --network=host --cap-drop=ALL busybox httpd -p 443
docker run --rm --network=host --user=65534 --cap-add=NET_BIND_SERVICE busybox httpd -p 443
docker run --rm --network=host --cap-drop=ALL --cap-add=NET_BIND_SERVICE busybox httpd -p 443 && echo bound

docker run --name=exporter -p 9101:9100 --pid=host -v /:/host:ro,rslave -d prom/node-exporter --path.rootfs=/host

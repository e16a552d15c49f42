docker rm --force web other published

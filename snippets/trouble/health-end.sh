docker rm --force web other

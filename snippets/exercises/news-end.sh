docker rm --force news
ip route flush exact {client0.ip}/32

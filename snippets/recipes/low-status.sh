docker-compose exec -T web grep '^Uid\|^CapEff' /proc/1/status

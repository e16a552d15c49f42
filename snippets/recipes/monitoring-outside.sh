# step: on=client0
until curl --silent {host0.ip}:9100/metrics | grep -o '^node_network_up.*\|nodename="[^"]*"\|mountpoint="/var/lib/docker"' | sort -u | grep .; do sleep 0.1; done

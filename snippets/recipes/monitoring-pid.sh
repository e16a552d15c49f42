docker rm --force exporter
docker run --name=exporter -p 9101:9100 -d prom/node-exporter --collector.processes
for port in 9100 9101; do
    until curl --silent 127.0.0.1:$port/metrics | awk '/^node_processes_pids/ {print ($2 > 1 ? "many processes" : "one process")}' | grep process; do sleep 0.1; done
done

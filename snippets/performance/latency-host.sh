# step: on=client0 output="hidden: every figure differs from run to run"
until curl -fs {host0.ip} >/dev/null; do sleep 0.1; done
wrk --threads 1 --connections 1 --duration 1s --latency http://{host0.ip}/

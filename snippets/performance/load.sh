# step: on=client0 output="hidden: every figure differs from run to run"
wrk --threads 1 --connections 8 --duration 1s http://{host0.ip}/
wrk --threads 1 --connections 8 --duration 1s --header 'Connection: close' http://{host0.ip}/

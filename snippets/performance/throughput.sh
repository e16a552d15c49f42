# step: on=client0 output="hidden: every figure differs from run to run"
iperf3 --client {host0.ip} --time 1

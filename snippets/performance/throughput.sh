# step: on=client0 output=hidden
iperf3 --client {host0.ip} --time 1

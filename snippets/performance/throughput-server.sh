iperf3 --server --one-off --daemon

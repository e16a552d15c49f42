iperf3 --server --one-off --daemon
until ss -Hltn 'sport = :5201' | grep -q .; do sleep 0.1; done

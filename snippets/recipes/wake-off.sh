# step: on=client0
pkill -x tcpdump && rm -r wake

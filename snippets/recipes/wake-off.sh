# step: on=client0 output=hidden
pkill -x tcpdump && rm -r wake

# step: on=client0
until grep -q 40003 wake/packets; do sleep 0.1; done; cat wake/packets

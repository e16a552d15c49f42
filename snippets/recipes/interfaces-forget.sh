# step: on=client0
ip route del 198.51.100.0/24

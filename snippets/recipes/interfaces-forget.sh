# step: on=client0 output=hidden
ip route del 198.51.100.0/24

# step: exit=1
ip -brief -4 address show tun0

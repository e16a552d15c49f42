ip -brief -4 address show tun0

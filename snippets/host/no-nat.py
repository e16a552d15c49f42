print(nginx.ports)

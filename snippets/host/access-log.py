print(nginx.logs(tail=1).decode().split()[0])

print(nginx.logs(tail=1).decode(), end="")

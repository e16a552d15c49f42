for line in nginx.logs(stream=True):
    if line.startswith(b"{client0.ip}"):
        print(line.split()[0].decode())
        break

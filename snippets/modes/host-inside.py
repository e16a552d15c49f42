for line in web.exec_run("ip -4 -o address").output.decode().splitlines():
    print(*line.split()[1:4:2])
print(web.exec_run("ip route").output.decode(), end="")

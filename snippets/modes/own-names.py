for command in ["hostname", "tail -n 1 /etc/hosts", "grep ^nameserver /etc/resolv.conf"]:
    print(web.exec_run(command).output.decode(), end="")
status, output = web.exec_run("nslookup web 127.0.0.11")
print(status, [line for line in output.decode().splitlines() if line.startswith("Address: 172")])

own_line = 'hostname; grep "$(hostname)" /etc/hosts || echo not in /etc/hosts'
print(web.exec_run(["sh", "-c", own_line]).output.decode(), end="")
if web.exec_run("cat /etc/hosts").output.decode() == open("/etc/hosts").read():
    print("/etc/hosts is as on host0")
print(web.exec_run("grep ^nameserver /etc/resolv.conf").output.decode(), end="")
status, output = web.exec_run("nslookup web 127.0.0.11")
print(status, "refused" in output.decode())

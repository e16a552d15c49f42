print(nginx.exec_run("cat /etc/hosts", tty=True).output.decode(), end="")

nginx.reload()
print("identical:", open("/etc/hosts").read() == nginx.exec_run("cat /etc/hosts").output.decode())
print(nginx.attrs["HostsPath"])

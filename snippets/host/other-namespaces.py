for ns in ["net", "uts", "mnt", "pid", "ipc"]:
    link = f"/proc/self/ns/{ns}"
    print(os.readlink(link), nginx.exec_run(["readlink", link]).output.decode().strip())

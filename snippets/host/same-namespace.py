print("host0:    ", os.readlink("/proc/self/ns/net"))
print("host mode:", nginx.exec_run("readlink /proc/self/ns/net").output.decode().strip())
print("bridge:   ", client.containers.run("busybox", "readlink /proc/self/ns/net", remove=True).decode().strip())
